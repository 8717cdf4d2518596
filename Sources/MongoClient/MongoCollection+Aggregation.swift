public import BSON

extension MongoCollection {
    /// Returns what a pipeline makes of the collection, each document decoded by a
    /// closure.
    ///
    /// Nothing is sent before the first one is asked for, also if the pipeline ends in
    /// `$out` or `$merge`.
    public func aggregate<Value: Sendable>(
        _ pipeline: [BSONDocument], options: AggregateOptions = AggregateOptions(),
        decode: @escaping @Sendable (inout BSONReader) throws -> Value
    ) -> MongoCursor<Value> {
        database.cursor(
            request(.aggregate, BSONDocument(numbering: pipeline), options.document),
            batchSize: options.batchSize, decode: decode)
    }

    /// Returns what a pipeline makes of the collection.
    public func aggregate(
        _ pipeline: [BSONDocument], options: AggregateOptions = AggregateOptions()
    ) -> MongoCursor<BSONDocument> {
        aggregate(pipeline, options: options) { try $0.document() }
    }

    /// Returns how many documents match a filter.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    public func count(
        _ filter: BSONDocument = [:], skip: Int? = nil, limit: Int? = nil,
        options: ReadOptions = ReadOptions()
    ) async throws -> Int {
        var pipeline: [BSONDocument] = [["$match": .document(filter)]]
        if let skip { pipeline.append(["$skip": .int(skip)]) }
        if let limit { pipeline.append(["$limit": .int(limit)]) }
        pipeline.append(["$group": ["_id": 1, "n": ["$sum": 1]]])
        let options = AggregateOptions(further: options.document)
        return try await aggregate(pipeline, options: options) { try $0.require("n") }
            .first() ?? 0
    }

    /// Returns about how many documents there are, from what the server has noted.
    ///
    /// This takes no time, but may be wrong after a crash, and in a sharded cluster.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    public func estimatedCount(
        options: ReadOptions = ReadOptions()
    ) async throws(MongoError) -> Int {
        try await database.run(
            .readCommand, ["count": .string(name)], options: options.document, about: namespace
        ) { reader throws(BSONError) in try reader.require("n") }
    }

    /// Returns the values that a field has among the documents that match a filter,
    /// each once, and those of an array one by one.
    ///
    /// All of them come in one reply, so that there is room for 16 MiB.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    public func distinct(
        _ key: String, _ filter: BSONDocument = [:], options: ReadOptions = ReadOptions()
    ) async throws(MongoError) -> [BSONValue] {
        try await distinct(key, filter, options: options, as: BSONValue.self)
    }

    /// Returns the values that a field has among the documents that match a filter,
    /// read as a type.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached, or a
    ///   value is of another type.
    public func distinct<Value: BSONDecodable & Sendable>(
        _ key: String, _ filter: BSONDocument = [:], options: ReadOptions = ReadOptions(),
        as type: Value.Type
    ) async throws(MongoError) -> [Value] {
        let command: BSONDocument = [
            "distinct": .string(name), "key": .string(key), "query": .document(filter),
        ]
        return try await database.run(
            .readCommand, command, options: options.document, about: namespace
        ) { reader throws(BSONError) in try reader.require("values") }
    }
}
