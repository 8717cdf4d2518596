public import BSON

extension MongoCollection {
    /// Returns the documents that match a filter, each decoded by a closure.
    ///
    /// Nothing is sent before the first one is asked for. The closure runs on the
    /// connection's queue and reads straight from the driver's buffer.
    public func find<Value: Sendable>(
        _ filter: BSONDocument = [:], options: FindOptions = FindOptions(),
        decode: @escaping @Sendable (inout BSONReader) throws -> Value
    ) -> MongoCursor<Value> {
        cursor(
            request(.find, filter, options.document), batchSize: options.batchSize, decode: decode)
    }

    /// Returns the documents that match a filter.
    ///
    /// Nothing is sent before the first one is asked for.
    public func find(
        _ filter: BSONDocument = [:], options: FindOptions = FindOptions()
    ) -> MongoCursor<BSONDocument> {
        find(filter, options: options) { try $0.document() }
    }

    /// Returns the first document that matches a filter, decoded by a closure.
    ///
    /// - Throws: ``MongoError``, or what `decode` throws.
    public func findOne<Value: Sendable>(
        _ filter: BSONDocument, options: FindOptions = FindOptions(),
        decode: @escaping @Sendable (inout BSONReader) throws -> Value
    ) async throws -> Value? {
        var options = options
        options.limit = 1
        return try await find(filter, options: options, decode: decode).first()
    }

    /// Returns the first document that matches a filter.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    public func findOne(
        _ filter: BSONDocument, options: FindOptions = FindOptions()
    ) async throws -> BSONDocument? {
        try await findOne(filter, options: options) { try $0.document() }
    }

    /// Returns what a pipeline makes of the collection, each document decoded by a
    /// closure.
    public func aggregate<Value: Sendable>(
        _ pipeline: [BSONDocument], options: BSONDocument = [:],
        decode: @escaping @Sendable (inout BSONReader) throws -> Value
    ) -> MongoCursor<Value> {
        // The driver takes an array as a document whose keys count.
        var stages = BSONWriter()
        stages.document { writer in
            for (index, stage) in pipeline.enumerated() {
                writer.append(key: String(index), stage)
            }
        }
        var query = request(.aggregate)
        query.documents = stages.bytes + options.bytes
        return cursor(query, batchSize: nil, decode: decode)
    }

    /// Returns what a pipeline makes of the collection.
    public func aggregate(
        _ pipeline: [BSONDocument], options: BSONDocument = [:]
    ) -> MongoCursor<BSONDocument> {
        aggregate(pipeline, options: options) { try $0.document() }
    }

    /// Returns how many documents match a filter.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    public func count(_ filter: BSONDocument = [:]) async throws -> Int {
        let pipeline: [BSONDocument] = [
            ["$match": .document(filter)],
            ["$group": ["_id": 1, "n": ["$sum": 1]]],
        ]
        return try await aggregate(pipeline) { try $0.require("n") }.first() ?? 0
    }

    private func cursor<Value: Sendable>(
        _ query: Request, batchSize: Int?,
        decode: @escaping @Sendable (inout BSONReader) throws -> Value
    ) -> MongoCursor<Value> {
        MongoCursor(query: query, batchSize: batchSize, pool: database.pool, decode: decode)
    }
}
