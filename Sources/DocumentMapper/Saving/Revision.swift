package import BSON
import FoundationEssentials

/// A save that is ready to be sent: which document to change, and how.
package struct Revision<Model: Document> {
    /// The document as it was loaded, as the model writes it.
    private let loaded: BSONDocument

    /// What to look for: the identifier, the version that was loaded, and what the
    /// changes are made to.
    package let filter: BSONDocument

    /// What to change.
    package let update: BSONDocument

    /// The document after the save.
    package let result: Model

    /// Compares a document with the one it was loaded as.
    ///
    /// The version and the time of the last change are the mapper's own: it counts the
    /// one up and sets the other, whatever the document says. Only a document that was
    /// changed is prepared, to be completed and checked.
    ///
    /// - Returns: `nil` if nothing was changed, or there is none.
    /// - Throws: `BSONError` if the document holds a value that BSON cannot, and what
    ///   `prepare` throws.
    package init?(of model: Model, preparing prepare: (Model) throws -> Model = { $0 }) throws {
        let snapshot = model.snapshot.settled
        guard let stored = snapshot.unchecked else { return nil }
        let size = stored.bytes.count + 64
        // Decoding the base anew could come to other values than loading did.
        let base =
            try snapshot.base
            ?? BSONDocument(encoding: Model(stored: stored), capacity: size)
        let old = snapshot.outdated ?? base
        guard try BSONDocument(encoding: model.restoringOwn(of: base), capacity: size) != old
        else { return nil }
        var result = try prepare(model).restoringOwn(of: base)
        var written = try BSONDocument(encoding: result, capacity: size)
        let difference = try Difference(from: old, to: written, stored: stored)
        guard !difference.isEmpty else { return nil }

        var filter: BSONDocument = ["_id": ["$eq": base["_id"] ?? .null]]
        for (path, condition) in difference.expected {
            try filter.append(key: path, condition)
        }
        var assigned = difference.assigned
        var document = difference.result
        if let field = Model.versionField, let version = result.version {
            // Null finds a document from before there were versions, which has none.
            let loaded = stored[field.key] ?? .null
            // It only has to differ, so the last number is followed by the first.
            let next = version &+ 1
            try filter.append(key: field.key, BSONDocument(dictionaryLiteral: ("$eq", loaded)))
            try assigned.append(key: field.key, next)
            document[field.key] = try BSONValue(encoding: next)
            result.version = next
        }
        if let updated = Model.timestamps?.updated {
            let now = Date.storable
            try assigned.append(key: updated.key, now)
            document[updated.key] = try BSONValue(encoding: now)
            result[keyPath: updated.property] = now
        }
        // The version and the time are others now.
        if assigned != difference.assigned {
            written = try BSONDocument(encoding: result, capacity: size)
        }
        result.snapshot = Snapshot(of: document)
        // Mostly both are the same, and then in memory too.
        result.snapshot.base = written == document ? document : written
        loaded = base
        self.filter = filter
        self.result = result

        var update = BSONDocument()
        if !assigned.isEmpty { update.append("$set", assigned) }
        if !difference.removed.isEmpty { update.append("$unset", difference.removed) }
        self.update = update
    }

    /// The document as it was loaded.
    ///
    /// - Throws: `BSONError` if the model cannot read what it has written.
    package func base() throws(BSONError) -> Model { try Model(stored: loaded) }
}
