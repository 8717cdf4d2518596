/// Values in the batches that they arrive in; see ``Results/batches()``.
public struct Batches<Value: Sendable>: AsyncSequence, Sendable {
    let results: Results<Value>

    /// Sends the query when the first batch is asked for.
    public func makeAsyncIterator() -> Iterator {
        Iterator(values: results.makeAsyncIterator())
    }

    /// Walks over the batches of one run of the query.
    public struct Iterator: AsyncIteratorProtocol {
        var values: Results<Value>.Iterator

        /// Returns the next batch, which is never empty; `nil` after the last.
        ///
        /// - Throws: `MongoError` if the server could not answer, and `BSONError` if
        ///   what is stored is not a `Value`.
        public mutating func next(
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws -> [Value]? {
            try await values.nextBatch()
        }
    }
}
