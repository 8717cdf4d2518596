import MongoClient

extension Query: AsyncSequence {
    /// Sends the query when the first document is asked for.
    public func makeAsyncIterator() -> Iterator {
        Iterator(query: self)
    }

    /// Walks over the documents of one run of the query.
    public struct Iterator: AsyncIteratorProtocol {
        private var cursor: Result<MongoCursor<Model>.Iterator, any Error>?

        init(query: Query) {
            guard !query.isEmpty else { return }
            cursor = Result { try query.cursor().makeAsyncIterator() }
        }

        /// Returns the next document, `nil` after the last.
        ///
        /// - Throws: `MongoError` if the server could not answer, and `BSONError`
        ///   if the document is not a `Model`.
        public mutating func next() async throws -> Model? {
            guard var iterator = try cursor?.get() else { return nil }
            defer { cursor = .success(iterator) }
            return try await iterator.next()
        }
    }
}
