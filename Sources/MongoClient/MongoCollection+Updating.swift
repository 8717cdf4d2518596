public import BSON

extension MongoCollection {
    /// Changes the first document that matches, by update operators.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached, or the
    ///   update holds no operators.
    @discardableResult
    public func updateOne(
        _ filter: BSONDocument, _ update: BSONDocument, upsert: Bool = false,
        arrayFilters: [BSONDocument] = [], options: WriteOptions = WriteOptions()
    ) async throws(MongoError) -> UpdateResult {
        try await modify(.updateOne, filter, Change(update), upsert, arrayFilters, options)
    }

    /// Changes the first document that matches, by a pipeline.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    @discardableResult
    public func updateOne(
        _ filter: BSONDocument, pipeline: [BSONDocument], upsert: Bool = false,
        options: WriteOptions = WriteOptions()
    ) async throws(MongoError) -> UpdateResult {
        try await modify(.updateOne, filter, Change(pipeline), upsert, [], options)
    }

    /// Changes every document that matches, by update operators.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached, or the
    ///   update holds no operators.
    @discardableResult
    public func updateMany(
        _ filter: BSONDocument, _ update: BSONDocument, upsert: Bool = false,
        arrayFilters: [BSONDocument] = [], options: WriteOptions = WriteOptions()
    ) async throws(MongoError) -> UpdateResult {
        try await modify(.updateMany, filter, Change(update), upsert, arrayFilters, options)
    }

    /// Changes every document that matches, by a pipeline.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    @discardableResult
    public func updateMany(
        _ filter: BSONDocument, pipeline: [BSONDocument], upsert: Bool = false,
        options: WriteOptions = WriteOptions()
    ) async throws(MongoError) -> UpdateResult {
        try await modify(.updateMany, filter, Change(pipeline), upsert, [], options)
    }

    /// Replaces the first document that matches by another, keeping its `_id`.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached, or the
    ///   replacement holds update operators.
    @discardableResult
    public func replaceOne(
        _ filter: BSONDocument, _ replacement: BSONDocument, upsert: Bool = false,
        options: WriteOptions = WriteOptions()
    ) async throws(MongoError) -> UpdateResult {
        try await send(
            request(.replaceOne, filter, replacement, options.changeDocument(upsert: upsert)))
    }

    private func modify(
        _ action: Request.Action, _ filter: BSONDocument, _ change: Change, _ upsert: Bool,
        _ arrayFilters: [BSONDocument], _ options: WriteOptions
    ) async throws(MongoError) -> UpdateResult {
        let options = options.changeDocument(upsert: upsert, arrayFilters: arrayFilters)
        let request = request(action, filter, change.document, options)
        try change.check(request.operation)
        return try await send(request)
    }

    private func send(_ request: Request) async throws(MongoError) -> UpdateResult {
        try await database.perform(request) { reader throws(BSONError) in
            try UpdateResult(from: &reader)
        }
    }
}
