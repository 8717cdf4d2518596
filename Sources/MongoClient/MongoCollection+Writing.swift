public import BSON

extension MongoCollection {
    /// Inserts documents, in order unless told otherwise.
    ///
    /// A document without `_id` gets one. In order, the first failure ends the
    /// insertion and leaves what came before it.
    ///
    /// - Throws: ``MongoError`` if a document was refused.
    public func insert(
        _ documents: [BSONDocument], ordered: Bool = true
    ) async throws(MongoError) {
        try await insert(encoding: documents, ordered: ordered)
    }

    /// Inserts values that write themselves as documents.
    ///
    /// They are all written into one buffer, without a document in between.
    ///
    /// - Throws: ``MongoError`` if a value cannot be written or was refused.
    public func insert<Document: BSONEncodable>(
        encoding documents: [Document], ordered: Bool = true
    ) async throws(MongoError) {
        guard !documents.isEmpty else { return }
        var writer = BSONWriter(capacity: 512 * documents.count)
        writer.document { $0.append("ordered", ordered) }
        for document in documents { document.write(to: &writer) }
        try await insert(writer)
    }

    /// Inserts documents that lie behind the options of the insertion.
    func insert(_ writer: BSONWriter) async throws(MongoError) {
        var request = request(.insert)
        do throws(BSONError) {
            request.documents = try writer.finish()
        } catch {
            throw MongoError(.invalidRequest, "\(error)", operation: request.operation)
        }
        try await database.perform(request) { _ throws(BSONError) in }
    }

    /// Changes the first document that matches, by update operators.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    @discardableResult
    public func updateOne(
        _ filter: BSONDocument, _ update: BSONDocument, upsert: Bool = false,
        arrayFilters: [BSONDocument] = []
    ) async throws(MongoError) -> UpdateResult {
        try await modify(.updateOne, filter, update, upsert, arrayFilters)
    }

    /// Changes every document that matches, by update operators.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    @discardableResult
    public func updateMany(
        _ filter: BSONDocument, _ update: BSONDocument, upsert: Bool = false,
        arrayFilters: [BSONDocument] = []
    ) async throws(MongoError) -> UpdateResult {
        try await modify(.updateMany, filter, update, upsert, arrayFilters)
    }

    /// Replaces the first document that matches by another, keeping its `_id`.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    @discardableResult
    public func replaceOne(
        _ filter: BSONDocument, _ replacement: BSONDocument, upsert: Bool = false
    ) async throws(MongoError) -> UpdateResult {
        try await modify(.replaceOne, filter, replacement, upsert, [])
    }

    /// Deletes the first document that matches.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    /// - Returns: How many were deleted: one or none.
    @discardableResult
    public func deleteOne(_ filter: BSONDocument) async throws(MongoError) -> Int {
        try await delete(.deleteOne, filter)
    }

    /// Deletes every document that matches.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    /// - Returns: How many were deleted.
    @discardableResult
    public func deleteMany(_ filter: BSONDocument) async throws(MongoError) -> Int {
        try await delete(.deleteMany, filter)
    }

    private func modify(
        _ action: Request.Action, _ filter: BSONDocument, _ change: BSONDocument,
        _ upsert: Bool, _ arrayFilters: [BSONDocument]
    ) async throws(MongoError) -> UpdateResult {
        // BSON_VALIDATE_UTF8 and _UTF8_ALLOW_NULL. By default the driver refuses empty keys
        // too, which MongoDB stores.
        var options: BSONDocument = ["validate": .int32(1 << 0 | 1 << 3)]
        if upsert { options.append("upsert", true) }
        if !arrayFilters.isEmpty { options.append("arrayFilters", arrayFilters) }
        return try await database.perform(request(action, filter, change, options)) {
            reader throws(BSONError) in
            try UpdateResult(from: &reader)
        }
    }

    private func delete(
        _ action: Request.Action, _ filter: BSONDocument
    ) async throws(MongoError) -> Int {
        try await database.perform(request(action, filter, [:], [:])) {
            reader throws(BSONError) in
            try reader.value("deletedCount") ?? 0
        }
    }
}
