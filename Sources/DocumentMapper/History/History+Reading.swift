import MongoClient

extension History {
    /// Returns the revisions of a document, the newest first, at most as many as
    /// `limit`.
    ///
    /// - Throws: `MongoError` if the server could not answer.
    public func revisions(of id: Model.ID, limit: Int? = nil) async throws -> [Revision] {
        guard limit != 0 else { return [] }
        return try await records(of: id)
            .find(options: FindOptions(sort: ["_id": -1], limit: limit)).all()
    }

    /// Returns one revision of a document, or `nil` if there is no such.
    ///
    /// - Throws: `MongoError` if the server could not answer.
    public func revision(_ number: Int, of id: Model.ID) async throws -> Revision? {
        try await records(of: id).revision(number)
    }

    /// Forgets the oldest revisions of a document, all but so many of the newest.
    ///
    /// - Throws: `MongoError` if the server refused.
    /// - Returns: How many were forgotten.
    @discardableResult
    public func prune(_ id: Model.ID, keeping count: Int) async throws -> Int {
        guard let last = try await revisions(of: id, limit: 1).first else { return 0 }
        return try await records(of: id).delete(upTo: last.number - max(count, 1))
    }

    private func records(of id: Model.ID) -> HistoryRecords<Model, Author> {
        HistoryRecords(id: id, collection: collection)
    }
}
