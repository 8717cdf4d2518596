package import BSON
import FoundationEssentials

/// A save that is ready to be sent: which document to change, and how.
package struct Revision<Model: Document> {
    /// The document as it was loaded.
    package let base: Model

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
    /// one up and sets the other, whatever the document says.
    ///
    /// - Returns: `nil` if nothing was changed, or there is none.
    /// - Throws: `BSONError` if the document holds a value that BSON cannot.
    package init?(of model: Model) throws(BSONError) {
        guard let stored = try model.snapshot.document() else { return nil }
        base = try Model(stored: model.snapshot.base ?? stored)
        // Decoding the base anew could come to other values than loading did.
        let old: BSONDocument =
            if let known = model.snapshot.outdated ?? model.snapshot.base {
                known
            } else {
                try BSONDocument(encoding: base)
            }
        var result = model
        result.version = base.version
        let updated = Model.timestamps?.updated
        if let updated { result[keyPath: updated.property] = base[keyPath: updated.property] }
        let difference = try Difference(
            from: old, to: BSONDocument(encoding: result), stored: stored)
        guard !difference.isEmpty else { return nil }

        var filter: BSONDocument = ["_id": ["$eq": try BSONValue(encoding: base.id)]]
        for (path, condition) in difference.expected {
            try filter.append(key: path, condition)
        }
        var assigned = difference.assigned
        var document = difference.result
        if let field = Model.versionField, let version = base.version {
            // Null finds a document from before there were versions, which has none.
            let loaded = stored[field.key] ?? .null
            // It only has to differ, so the last number is followed by the first.
            let next = version &+ 1
            try filter.append(key: field.key, BSONDocument(dictionaryLiteral: ("$eq", loaded)))
            try assigned.append(key: field.key, next)
            document[field.key] = try BSONValue(encoding: next)
            result.version = next
        }
        if let updated {
            let now = Date.storable
            try assigned.append(key: updated.key, now)
            document[updated.key] = try BSONValue(encoding: now)
            result[keyPath: updated.property] = now
        }
        result.snapshot = Snapshot(of: document)
        if model.snapshot.base != nil { result.snapshot.base = try BSONDocument(encoding: result) }
        self.filter = filter
        self.result = result

        var update = BSONDocument()
        if !assigned.isEmpty { update.append("$set", assigned) }
        if !difference.removed.isEmpty { update.append("$unset", difference.removed) }
        self.update = update
    }
}
