import BSON
import MongoClient

/// What a query or an aggregation returns, not yet asked for.
///
/// Each use asks the server anew. Iterating reads in batches, so the result may be
/// larger than memory; leaving the loop early gives the connection back.
///
///     for try await slug in posts.find().values({ $0.slug }) { print(slug) }
public struct Results<Value: Sendable>: Sendable {
    private let operation: String
    private let collection: MongoCollection

    /// Asks for so many values at most, or for all; `nil` where that is none.
    private let cursor: @Sendable (_ count: Int?) throws -> MongoCursor<Value>?

    init(
        operation: String, collection: MongoCollection,
        cursor: @escaping @Sendable (_ count: Int?) throws -> MongoCursor<Value>?
    ) {
        self.operation = operation
        self.collection = collection
        self.cursor = cursor
    }

    /// Returns everything, in one array.
    ///
    /// - Throws: `MongoError` if the server could not answer, and `BSONError` if
    ///   something stored is not a `Value`.
    nonisolated(nonsending) public func all() async throws -> [Value] {
        try await cursor(nil)?.all() ?? []
    }

    /// Returns the first value, or `nil` if there is none.
    ///
    /// - Throws: `MongoError` if the server could not answer, and `BSONError` if
    ///   what is stored is not a `Value`.
    nonisolated(nonsending) public func first() async throws -> Value? {
        try await cursor(1)?.first()
    }

    /// Returns the only value, or `nil` if there is none, in one message.
    ///
    /// - Throws: `MongoError` with `.severalFound` if there are several, or if the
    ///   server could not answer, and `BSONError` if what is stored is not a `Value`.
    nonisolated(nonsending) public func one() async throws -> Value? {
        let values = try await cursor(2)?.all() ?? []
        guard values.count < 2 else {
            throw MongoError.severalFound(by: operation, in: collection)
        }
        return values.first
    }

    /// Returns the values in the batches that they arrive in.
    ///
    /// It suits work that is done for many at once, such as looking up what they
    /// refer to.
    public func batches() -> Batches<Value> { Batches(results: self) }

    fileprivate func open() throws -> MongoCursor<Value>.Iterator? {
        try cursor(nil)?.makeAsyncIterator()
    }
}

extension Results: AsyncSequence {
    /// Sends the query when the first value is asked for.
    public func makeAsyncIterator() -> Iterator { Iterator(results: self) }

    /// Walks over the values of one run of the query.
    public struct Iterator: AsyncIteratorProtocol {
        private var cursor: MongoCursor<Value>.Iterator?

        /// Why there is no cursor.
        private var failure: (any Error)?

        init(results: Results) {
            do { cursor = try results.open() } catch { failure = error }
        }

        /// Returns the next value, `nil` after the last.
        ///
        /// It stays on the caller's actor while a batch lasts.
        ///
        /// - Throws: `MongoError` if the server could not answer, and `BSONError` if
        ///   what is stored is not a `Value`.
        public mutating func next(
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws -> Value? {
            if let failure { throw failure }
            return try await cursor?.next()
        }

        /// Returns what is left of the batch, or else the next batch; `nil` after the
        /// last.
        ///
        /// - Throws: `MongoError` if the server could not answer, and `BSONError` if
        ///   what is stored is not a `Value`.
        public mutating func nextBatch(
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws -> [Value]? {
            if let failure { throw failure }
            return try await cursor?.nextBatch()
        }
    }
}
