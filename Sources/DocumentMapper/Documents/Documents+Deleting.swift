import BSON
import FoundationEssentials
import MongoClient

// Of a model with `@DeletedAt`, deleting stores the time, and what has the time is in
// scope no more.
extension Documents {
    /// Deletes the document with the identifier.
    ///
    /// No hook runs, since the document is not at hand.
    ///
    /// - Throws: `MongoError` if the server refused.
    /// - Returns: Whether there was such a document.
    @discardableResult
    nonisolated(nonsending) public func delete(_ id: Model.ID) async throws -> Bool {
        guard let deletion = try Update<Model>.deletion() else {
            return try await deleteOne(identified(by: id).document())
        }
        return try await updateOne(identified(by: id) && showing(.hidden).scope, deletion)
    }

    /// Deletes a document, and lets it run its hooks.
    ///
    /// - Throws: `MongoError` if the server refused, and what ``Document/willDelete()``
    ///   throws.
    /// - Returns: Whether it was still there.
    @discardableResult
    nonisolated(nonsending) public func delete(_ document: Model) async throws -> Bool {
        try document.willDelete()
        guard try await delete(document.id) else { return false }
        document.didDelete()
        return true
    }

    /// Deletes every document that meets the condition.
    ///
    /// No hook runs, since the documents are not at hand.
    ///
    /// - Throws: `MongoError` if the server refused.
    /// - Returns: How many documents were deleted.
    @discardableResult
    nonisolated(nonsending) public func delete(where condition: (Model.Fields) -> Filter<Model>)
        async throws -> Int
    {
        let filter = scope && condition(Model.fields)
        guard let deletion = try Update<Model>.deletion() else {
            return try await deleteMany(filter.document())
        }
        return try await updateMany(filter && showing(.hidden).scope, deletion)
    }

    /// Deletes every document there is, and leaves the indexes.
    ///
    /// - Throws: `MongoError` if the server refused.
    /// - Returns: How many documents were deleted.
    @discardableResult
    nonisolated(nonsending) public func deleteAll() async throws -> Int {
        try await delete { _ in .every }
    }
}

extension Update {
    /// The update that deletes a document which is kept; `nil` if none is.
    static func deletion() throws -> Update? {
        guard let field = Model.deletion else { return nil }
        return try Update(
            [Change(.set, UpdatePath(field.key), Date.now)], countsAsEdit: true)
    }
}
