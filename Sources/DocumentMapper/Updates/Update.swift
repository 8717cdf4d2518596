package import BSON

/// The changes of one update, as the server is told them.
package struct Update<Model: Document> {
    private let changes: [Change<Model>]

    package var isEmpty: Bool { changes.isEmpty }

    /// Adds to the changes that the version was counted up, so that whoever loaded
    /// the document before does not save over them.
    package init(_ changes: [Change<Model>], countsAsEdit: Bool) {
        guard countsAsEdit, !changes.isEmpty, let version = Model.versionField,
            !changes.contains(where: { $0.path == version.key })
        else {
            self.changes = changes
            return
        }
        self.changes = changes + [Change(.increment, version.key, 1)]
    }

    /// Groups the changes by what they do.
    ///
    /// - Throws: ``BSONError`` if a value is one that BSON cannot hold.
    package func document() throws(BSONError) -> BSONDocument {
        var order: [String] = []
        var groups: [String: BSONDocument] = [:]
        for change in changes {
            let name = change.kind.rawValue
            if groups[name] == nil { order.append(name) }
            try groups[name, default: [:]].append(key: change.path, change.operand.get())
        }
        var document = BSONDocument()
        for name in order { try document.append(key: name, groups[name] ?? [:]) }
        return document
    }
}
