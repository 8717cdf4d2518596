public import BSON

extension MongoDatabase {
    /// Tells of changes in all collections of the database, each decoded by a
    /// closure.
    ///
    /// - Throws: ``MongoError`` if the server refused, as one that is no replica set
    ///   does, or could not be reached.
    public func watch<Value: Sendable>(
        _ pipeline: [BSONDocument] = [], options: ChangeStreamOptions = ChangeStreamOptions(),
        decode: @escaping @Sendable (inout BSONReader) throws -> Value
    ) async throws(MongoError) -> sending ChangeStream<Value> {
        let request = Request(action: .watch, database: name, session: session, terms: terms)
        return try await watch(request, pipeline, options, decode)
    }

    /// Tells of changes in all collections of the database.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    public func watch(
        _ pipeline: [BSONDocument] = [], options: ChangeStreamOptions = ChangeStreamOptions()
    ) async throws(MongoError) -> sending ChangeStream<ChangeEvent> {
        try await watch(pipeline, options: options) { try ChangeEvent(from: &$0) }
    }

    /// Opens a change stream.
    func watch<Value: Sendable>(
        _ request: Request, _ pipeline: [BSONDocument], _ options: ChangeStreamOptions,
        _ decode: @escaping @Sendable (inout BSONReader) throws -> Value
    ) async throws(MongoError) -> sending ChangeStream<Value> {
        let source = ChangeStreamLease.Source(
            request: request, pipeline: BSONDocument(numbering: pipeline).bytes,
            options: options, pool: pool, decode: decode)
        let lease = ChangeStreamLease(source)
        try await lease.open()
        return ChangeStream(lease)
    }
}
