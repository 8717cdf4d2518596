public import BSON

extension MongoCollection {
    /// Returns the documents that match a filter, each decoded by a closure.
    ///
    /// Nothing is sent before the first one is asked for. The closure reads
    /// straight from the driver's buffer, on the connection's thread if there may be many.
    public func find<Value: Sendable>(
        _ filter: BSONDocument = [:], options: FindOptions = FindOptions(),
        decode: @escaping @Sendable (inout BSONReader) throws -> Value
    ) -> MongoCursor<Value> {
        var query = request(.find, filter, options.document)
        query.isTailing = options.awaitsMore != nil
        query.isBrief = options.isBrief
        return database.cursor(query, batchSize: options.batchSize, decode: decode)
    }

    /// Prepares a query by options in the server's words.
    ///
    /// What the options say of the number of documents is said once more, to know whether
    /// the answer comes in one message.
    package func prepared(
        _ filter: BSONDocument, writtenOptions options: BSONDocument, limit: Int?,
        batchSize: Int?
    ) -> PreparedQuery {
        var query = request(.find, documents: filter.bytes + options.bytes)
        query.isBrief = FindOptions.isBrief(limit: limit, batchSize: batchSize)
        return PreparedQuery(request: query, batchSize: batchSize, pool: database.pool)
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
}
