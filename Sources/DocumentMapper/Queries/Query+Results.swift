public import BSON
import MongoClient

extension Query {
    /// The documents that the query finds.
    var results: Results<Model> { results(decode: Self.load) }

    @Sendable private static func load(_ reader: inout BSONReader) throws -> Model {
        try Model.loaded(from: &reader)
    }

    /// Returns all documents, in one array.
    ///
    /// - Throws: `MongoError` if the server could not answer, and `BSONError` if
    ///   one of the documents is not a `Model`.
    nonisolated(nonsending) public func all() async throws -> [Model] {
        try await prepared(nil)?.all(Self.load) ?? []
    }

    /// Returns the first document, or `nil` if there is none.
    ///
    /// - Throws: `MongoError` if the server could not answer, and `BSONError` if
    ///   the document is not a `Model`.
    nonisolated(nonsending) public func first() async throws -> Model? {
        try await prepared(1)?.first(Self.load)
    }

    /// Returns the only document, or `nil` if there is none, in one message.
    ///
    /// - Throws: `MongoError` with `.severalFound` if there are several, or if the
    ///   server could not answer, and `BSONError` if the document is not a `Model`.
    nonisolated(nonsending) public func one() async throws -> Model? {
        try await results.one()
    }

    /// Returns the documents in the batches that they arrive in.
    public func batches() -> Batches<Model> { results.batches() }

    /// Returns the documents as they are stored, without making models of them.
    public func raw() -> Results<BSONDocument> {
        results { reader in try reader.document() }
    }

    /// Returns what a closure reads from each document.
    ///
    /// It reads straight from the driver's buffer, mostly on the thread of the connection,
    /// so nothing is copied that it does not copy.
    ///
    ///     let sizes = try await posts.find().decode { $0.bytes.count }.all()
    public func decode<Value: Sendable>(
        _ body: @escaping @Sendable (inout BSONReader) throws -> Value
    ) -> Results<Value> {
        results(decode: body)
    }
}

extension Query: AsyncSequence {
    /// Sends the query when the first document is asked for.
    public func makeAsyncIterator() -> Results<Model>.Iterator {
        results.makeAsyncIterator()
    }
}
