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
    /// Elements of arrays are changed where they stand, and keep the fields that the
    /// model knows nothing of, as long as it is certain which element is which: give
    /// them an `id` if others write such fields. An array of plain values is one value.
    /// What a change is made to must still be what was loaded; else it is a conflict.
    ///
    /// A default that differs each time, such as `Date.now`, is no change of a document
    /// that was stored without the property.
    ///
    /// With a `@Version`, nothing is stored if anyone saved since the document was
    /// loaded; without one, only if anyone deleted it. Under an unacknowledged write
    /// concern nobody hears of either.
    ///
    /// Within a transaction it can be repeated with it: what that did not keep is saved
    /// again by the next save.
    ///
    /// - Throws: ``ConflictError`` if the stored document is not the one that was
    ///   loaded any more, ``ValidationError`` if the document breaks its rules,
    ///   `MongoError` if the server refused, and `BSONError` if a value is one that BSON
    ///   cannot hold. The document stays as it is.
    public func save(_ document: inout Model) async throws {
        guard document.snapshot.isStored else {
            document = try await insert(document)
            return
        }
        guard let revision = try Revision(of: document, preparing: { try $0.prepared() })
        else { return }
        let filter = try (.raw(revision.filter) && scope).document()
        let isStored = try await write(
            following: [
                FileChange(
                    from: document.snapshot.document(), to: revision.result.snapshot.document())
            ]
        ) { collection in
            let result = try await collection.updateOne(filter, revision.update)
            return result.matched == 1 || !result.isAcknowledged
        }
        guard isStored else {
            let base = try revision.base()
            throw ConflictError(
                operation: "save \(collection.database.name).\(collection.name)",
                mine: document, theirs: try await find(id: base.id), base: base)
        }
        let before = document.snapshot
        document = revision.result
        document.snapshot = document.snapshot.written(
            in: collection.database.transaction, after: before)
        document.didSave()
    }
}
