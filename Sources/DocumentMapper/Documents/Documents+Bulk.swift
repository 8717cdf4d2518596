public import MongoClient

extension Documents {
    /// Sends many writes of any kind at once.
    ///
    ///     let result = try await posts.bulkWrite {
    ///         try $0.insert(draft)
    ///         try $0.update(post.id) { $0.views.increment() }
    ///         try $0.delete(where: { $0.isSpam == true })
    ///     }
    ///
    /// In order, the first write that the server refuses ends it and leaves what came
    /// before; otherwise the server does what it can. Nothing is sent if one of them
    /// cannot be added. The deletion of a document that is kept counts as its change,
    /// and a version that is stored as null is not repaired, but refused. Of a model with
    /// attachments, nothing can be deleted so, nor inserted with any: such writes are sent
    /// one by one.
    ///
    /// - Throws: `MongoError` with `writeFailures`, by the position of the write, if
    ///   writes were refused, and whatever adding one throws.
    @discardableResult
    nonisolated(nonsending) public func bulkWrite(
        ordered: Bool = true, _ add: (inout Batch<Model>) throws -> Void
    ) async throws -> BulkWriteResult {
        var batch = Batch(for: self)
        try add(&batch)
        guard !batch.writes.isEmpty else { return BulkWriteResult() }
        let result = try await collection.bulkWrite(batch.writes, ordered: ordered)
        for document in batch.inserted.values { document.didSave() }
        return result
    }
}
