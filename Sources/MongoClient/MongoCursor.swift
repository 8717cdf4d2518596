import BSON

/// The documents of a query, decoded in batches as they are asked for.
///
///     for try await title in posts.find(decode: { try $0.require("title", as: String.self) }) {
///         print(title)
///     }
///
/// A cursor holds a connection from its first document until it is exhausted,
/// dropped or cancelled: a small result is exhausted at once. It visits the
/// connection's queue once for a batch, not for each document.
///
/// What runs inside the loop needs a second connection. Where as many loops run as
/// there are connections, such queries wait for each other until they time out;
/// for a result that fits in memory, loop over ``all()`` instead.
public struct MongoCursor<Value: Sendable>: AsyncSequence, Sendable {
    let query: PreparedQuery
    let decode: @Sendable (inout BSONReader) throws -> Value

    /// Starts the query anew.
    public func makeAsyncIterator() -> Iterator {
        Iterator(lease: CursorLease(query, decode))
    }

    /// Returns the first document, `nil` if there is none.
    ///
    /// - Throws: ``MongoError``, or what decoding throws.
    nonisolated(nonsending) public func first() async throws -> Value? {
        try await query.first(decode)
    }

    /// Returns all documents, which should be few enough for memory.
    ///
    /// - Throws: ``MongoError``, or what decoding throws.
    nonisolated(nonsending) public func all() async throws -> [Value] {
        try await query.all(decode)
    }

    /// Walks over the documents of one run of the query.
    public struct Iterator: AsyncIteratorProtocol {
        private let lease: CursorLease<Value>
        private var batch: IndexingIterator<[Value]> = [].makeIterator()

        init(lease: CursorLease<Value>) {
            self.lease = lease
        }

        /// Returns the next document, `nil` after the last.
        ///
        /// It stays on the caller's actor while the batch lasts: a hop for every
        /// document would cost more than the document.
        ///
        /// - Throws: ``MongoError``, or what decoding throws; then the cursor is
        ///   closed.
        public mutating func next(
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws -> Value? {
            while true {
                if let value = batch.next() { return value }
                if lease.isFinished { return nil }
                batch = try await lease.next().makeIterator()
            }
        }

        /// Returns what is left of the batch, or else the next batch; `nil` after the
        /// last.
        ///
        /// - Throws: ``MongoError``, or what decoding throws; then the cursor is
        ///   closed.
        public mutating func nextBatch(
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws -> [Value]? {
            var values = Array(batch)
            batch = [].makeIterator()
            while values.isEmpty, !lease.isFinished { values = try await lease.next() }
            return values.isEmpty ? nil : values
        }
    }
}
