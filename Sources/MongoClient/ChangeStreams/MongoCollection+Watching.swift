public import BSON

extension MongoCollection {
    /// Tells of changes in the collection, each decoded by a closure.
    ///
    /// - Throws: ``MongoError`` if the server refused, as one that is no replica set
    ///   does, or could not be reached.
    public func watch<Value: Sendable>(
        _ pipeline: [BSONDocument] = [], options: ChangeStreamOptions = ChangeStreamOptions(),
        decode: @escaping @Sendable (inout BSONReader) throws -> Value
    ) async throws(MongoError) -> sending ChangeStream<Value> {
        try await database.watch(request(.watch), pipeline, options, decode)
    }

    /// Tells of changes in the collection.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    public func watch(
        _ pipeline: [BSONDocument] = [], options: ChangeStreamOptions = ChangeStreamOptions()
    ) async throws(MongoError) -> sending ChangeStream<ChangeEvent> {
        try await watch(pipeline, options: options) { try ChangeEvent(from: &$0) }
    }
}
