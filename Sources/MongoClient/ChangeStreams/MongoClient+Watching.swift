public import BSON

extension MongoClient {
    /// Tells of changes in all databases, each decoded by a closure.
    ///
    /// - Throws: ``MongoError`` if the server refused, as one that is no replica set
    ///   does, or could not be reached.
    public func watch<Value: Sendable>(
        _ pipeline: [BSONDocument] = [], options: ChangeStreamOptions = ChangeStreamOptions(),
        within session: MongoSession? = nil,
        decode: @escaping @Sendable (inout BSONReader) throws -> Value
    ) async throws(MongoError) -> sending ChangeStream<Value> {
        var request = Request(action: .watchDeployment, database: "admin", session: session)
        request.command = Request.Action.watch.rawValue
        return try await database("admin").watch(request, pipeline, options, decode)
    }

    /// Tells of changes in all databases.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    public func watch(
        _ pipeline: [BSONDocument] = [], options: ChangeStreamOptions = ChangeStreamOptions(),
        within session: MongoSession? = nil
    ) async throws(MongoError) -> sending ChangeStream<ChangeEvent> {
        try await watch(pipeline, options: options, within: session) {
            try ChangeEvent(from: &$0)
        }
    }
}
