import BSON
import MongoClient

extension Documents {
    /// Stores what changed in a document since it was loaded.
    ///
    /// Only the difference travels, as `$set` and `$unset` of single fields: what
    /// others wrote to other fields stays, and so do fields that the model knows
    /// nothing of. A document that was never stored is inserted, and one without
    /// changes is left alone.
    ///
    /// An array is one value: a changed one is stored whole, so that what others did
    /// to it is lost, and so are fields of its elements that the model knows nothing
    /// of. A default that differs each time, such as `Date.now`, counts as a change
    /// of a document that was stored without the field.
    ///
    /// With a `@Version`, nothing is stored if anyone saved since the document was
    /// loaded; without one, only if anyone deleted it.
    ///
    /// - Throws: ``ConflictError`` if the stored document is not the one that was
    ///   loaded any more; the document stays as it is. `MongoError` if the server
    ///   refused, and `BSONError` if a value is one that BSON cannot hold.
    public func save(_ document: inout Model) async throws {
        guard let stored = try document.snapshot.document() else {
            document = try await insert(document)
            return
        }
        guard try Revision(of: document, loadedAs: stored) != nil else { return }
        var mine = document
        mine.willSave()
        guard let revision = try Revision(of: mine, loadedAs: stored) else { return }
        let filter = try (Filter.raw(revision.filter) && scope).document()
        let outcome = try await collection.updateOne(filter, revision.update)
        guard outcome.matched == 1 else {
            throw ConflictError(
                mine: document, theirs: try await find(id: revision.base.id), base: revision.base)
        }
        document = revision.result
        document.didSave()
    }
}
