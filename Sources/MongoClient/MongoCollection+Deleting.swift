public import BSON

extension MongoCollection {
    /// Deletes the first document that matches.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    /// - Returns: How many were deleted: one or none.
    @discardableResult
    public func deleteOne(
        _ filter: BSONDocument, options: WriteOptions = WriteOptions()
    ) async throws(MongoError) -> Int {
        try await delete(.deleteOne, filter, options)
    }

    /// Deletes every document that matches.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    /// - Returns: How many were deleted.
    @discardableResult
    public func deleteMany(
        _ filter: BSONDocument, options: WriteOptions = WriteOptions()
    ) async throws(MongoError) -> Int {
        try await delete(.deleteMany, filter, options)
    }

    private func delete(
        _ action: Request.Action, _ filter: BSONDocument, _ options: WriteOptions
    ) async throws(MongoError) -> Int {
        try await database.perform(request(action, filter, [:], options.document())) {
            reader throws(BSONError) in
            try reader.value("deletedCount") ?? 0
        }
    }
}
