import BSON
import MongoClient

extension Documents {
    /// Deletes the document with the identifier.
    ///
    /// - Throws: `MongoError` if the server refused.
    /// - Returns: Whether there was such a document.
    @discardableResult
    nonisolated(nonsending) public func delete(_ id: Model.ID) async throws -> Bool {
        try await collection.deleteOne(identified(by: id).document()) > 0
    }

    /// Deletes a document, and lets it run its hooks.
    ///
    /// - Throws: `MongoError` if the server refused.
    /// - Returns: Whether it was still there.
    @discardableResult
    nonisolated(nonsending) public func delete(_ document: Model) async throws -> Bool {
        document.willDelete()
        guard try await delete(document.id) else { return false }
        document.didDelete()
        return true
    }

    /// Deletes every document that meets the condition.
    ///
    /// - Throws: `MongoError` if the server refused.
    /// - Returns: How many documents were deleted.
    @discardableResult
    nonisolated(nonsending) public func delete(where condition: (Model.Fields) -> Filter<Model>)
        async throws -> Int
    {
        try await collection.deleteMany((scope && condition(Model.fields)).document())
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
