public import BSON

extension MongoCollection {
    /// Inserts a document, and returns its identifier.
    ///
    /// A document without `_id` gets one.
    ///
    /// - Throws: ``MongoError`` if the document was refused.
    @discardableResult
    public func insertOne(
        _ document: BSONDocument, options: BulkWriteOptions = BulkWriteOptions()
    ) async throws(MongoError) -> BSONValue {
        if let id = document["_id"] {
            try await insert([document], options: options)
            return id
        }
        let id = BSONValue.objectID(ObjectID())
        var complete: BSONDocument = ["_id": id]
        complete.append(contentsOf: document)
        try await insert([complete], options: options)
        return id
    }

    /// Inserts documents, in order unless told otherwise.
    ///
    /// A document without `_id` gets one. In order, the first failure ends the
    /// insertion and leaves what came before it.
    ///
    /// - Throws: ``MongoError`` with ``MongoError/writeFailures`` if documents were
    ///   refused.
    public func insert(
        _ documents: [BSONDocument], ordered: Bool = true,
        options: BulkWriteOptions = BulkWriteOptions()
    ) async throws(MongoError) {
        let size = documents.reduce(64) { $0 + $1.bytes.count }
        try await insert(encoding: documents, capacity: size, ordered: ordered, options: options)
    }

    /// Inserts values that write themselves as documents.
    ///
    /// They are all written into one buffer, without a document in between.
    ///
    /// - Throws: ``MongoError`` if a value cannot be written, or with
    ///   ``MongoError/writeFailures`` if some were refused.
    public func insert<Document: BSONEncodable>(
        encoding documents: [Document], ordered: Bool = true,
        options: BulkWriteOptions = BulkWriteOptions()
    ) async throws(MongoError) {
        let size = 512 * documents.count
        try await insert(encoding: documents, capacity: size, ordered: ordered, options: options)
    }

    private func insert<Document: BSONEncodable>(
        encoding documents: [Document], capacity: Int, ordered: Bool, options: BulkWriteOptions
    ) async throws(MongoError) {
        guard !documents.isEmpty else { return }
        var writer = BSONWriter(capacity: capacity)
        options.document(ordered: ordered).write(to: &writer)
        for document in documents { document.write(to: &writer) }
        try await insert(writer)
    }

    /// Inserts documents that lie behind the options of the insertion.
    func insert(_ writer: BSONWriter) async throws(MongoError) {
        let bytes: [UInt8]
        do throws(BSONError) {
            bytes = try writer.finish()
        } catch {
            throw MongoError(
                .invalidRequest, "\(error)", operation: request(.insert).operation)
        }
        try await insert(bytes)
    }

    /// Inserts documents that lie behind the options of the insertion, as bytes.
    func insert(_ bytes: [UInt8]) async throws(MongoError) {
        var request = request(.insert)
        request.documents = bytes
        try await database.perform(request) { _ throws(BSONError) in }
    }
}
