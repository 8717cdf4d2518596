import BSON
import MongoClient

// What follows concerns models with `@DeletedAt`. To all others, nothing that is deleted
// is there any more.
extension Documents {
    /// The documents, with those that were deleted and are kept.
    public var withDeleted: Documents { showing(.shown) }

    /// Only the documents that were deleted and are kept.
    public var onlyDeleted: Documents { showing(.alone) }

    /// Brings a deleted document back.
    ///
    /// - Throws: `MongoError` if the server refused.
    /// - Returns: Whether there was such a document.
    @discardableResult
    nonisolated(nonsending) public func restore(_ id: Model.ID) async throws -> Bool {
        guard let field = Model.deletion else { return false }
        let update = try Update<Model>(
            [Change(.unset, UpdatePath(field.key), true)], countsAsEdit: true)
        return try await updateOne(onlyDeleted.identified(by: id), update)
    }

    /// Deletes a document for good, whether it was deleted before or not.
    ///
    /// - Throws: `MongoError` if the server refused.
    /// - Returns: Whether there was such a document.
    @discardableResult
    nonisolated(nonsending) public func deletePermanently(_ id: Model.ID) async throws -> Bool {
        try await deleteOne(reachingDeleted.identified(by: id).document())
    }

    /// Deletes for good every document that meets the condition, whether it was deleted
    /// before or not.
    ///
    ///     try await posts.onlyDeleted.deletePermanently { $0.deletedAt < lastMonth }
    ///
    /// - Throws: `MongoError` if the server refused.
    /// - Returns: How many documents were deleted.
    @discardableResult
    nonisolated(nonsending) public func deletePermanently(
        where condition: (Model.Fields) -> Filter<Model>
    ) async throws -> Int {
        try await deleteMany(
            (reachingDeleted.scope && condition(Model.fields)).document())
    }

    private var reachingDeleted: Documents {
        deletedOnes == .hidden ? withDeleted : self
    }
}
