import MongoClient

extension History {
    /// Returns the revisions of a document, the newest first, at most as many as
    /// `limit`.
    ///
    /// - Throws: `MongoError` if the server could not answer.
    public func revisions(of id: Model.ID, limit: Int? = nil) async throws -> [Revision] {
        guard limit != 0 else { return [] }
        return try await records(of: id).newest(limit)
    }

    /// Returns one revision of a document, or `nil` if there is no such.
    ///
    /// - Throws: `MongoError` if the server could not answer.
    public func revision(_ number: Int, of id: Model.ID) async throws -> Revision? {
        try await records(of: id).revision(number)
    }

    /// Forgets the oldest revisions of a document, all but so many of the newest.
    ///
    /// None at all may be kept, say of a document that is deleted because somebody wants
    /// to be forgotten. Then the newest stays as a number and a date, so that no later one
    /// takes its number; of a document that is still there, the next revision is what it
    /// is then.
    ///
    /// - Throws: `MongoError` if the server refused.
    /// - Returns: How many were forgotten.
    @discardableResult
    public func prune(_ id: Model.ID, keeping count: Int) async throws -> Int {
        guard let last = try await revisions(of: id, limit: 1).first else { return 0 }
        let records = records(of: id)
        guard count < 1 else { return try await records.delete(upTo: last.number - count) }
        let older = try await records.delete(upTo: last.number - 1)
        return try await older + records.empty(last.number)
    }

    private func records(of id: Model.ID) -> HistoryRecords<Model, Author> {
        HistoryRecords(id: id, collection: collection)
    }
}
