import BSON
import MongoClient

/// The indexes of a collection: as the model declares them, and as the server
/// has them.
///
/// Nothing here happens by itself. On a large collection an index takes minutes
/// to build, and a unique one fails where values repeat, so someone should have
/// asked for it.
///
/// Where models share a collection, each knows only its own; apply those of the enum of
/// them all, see ``DocumentUnion``.
public struct Indexes<Model: Document>: Sendable {
    let collection: MongoCollection

    /// Compares the declared indexes with those on the server, and changes
    /// nothing.
    ///
    /// - Throws: `MongoError` if the server could not answer, and `BSONError` if a
    ///   condition holds a value that BSON cannot.
    public func plan() async throws -> IndexPlan<Model> {
        try IndexPlan(declared: Model.indexes, stored: await collection.listIndexes())
    }

    /// Creates the declared indexes that the server does not have.
    ///
    /// The others are left as they are unless told otherwise: until a changed one
    /// has been built anew, queries go without it and nothing is unique; one that is
    /// unknown may be another program's.
    ///
    /// - Throws: `MongoError` if the server refused, as it does when documents
    ///   repeat a value that is to be unique.
    /// - Returns: The differences that were found.
    @discardableResult
    public func apply(
        replacingChanged: Bool = false, removingUnknown: Bool = false
    ) async throws -> IndexPlan<Model> {
        let plan = try await plan()
        if removingUnknown {
            for name in plan.unknown { try await collection.dropIndex(name) }
        }
        var created = plan.missing
        if replacingChanged {
            for change in plan.changed { try await collection.dropIndex(change.replacedName) }
            created += plan.changed.map(\.index)
        }
        try await collection.createIndexes(created.map { try $0.definition() })
        return plan
    }
}
