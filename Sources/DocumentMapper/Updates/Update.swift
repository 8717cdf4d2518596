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
    /// The server takes each path once, so the elements of changes that do the same
    /// to the same array are joined.
    ///
    /// - Throws: ``BSONError`` if a value is one that BSON cannot hold.
    package func document() throws(BSONError) -> BSONDocument {
        var order: [String] = []
        var groups: [String: BSONDocument] = [:]
        for change in changes {
            let name = change.kind.rawValue
            if groups[name] == nil { order.append(name) }
            var operand = try change.operand.get()
            var group = groups[name] ?? [:]
            if change.kind.takesElements, let earlier = try group.remove(change.path) {
                operand = earlier.joined(with: operand)
            }
            try group.append(key: change.path, operand)
            groups[name] = group
        }
        var document = BSONDocument()
        for name in order { try document.append(key: name, groups[name] ?? [:]) }
        return document
    }
}

extension BSONDocument {
    /// Removes a key and returns its value, if it is there.
    fileprivate mutating func remove(_ key: String) throws(BSONError) -> BSONValue? {
        guard let value = self[key] else { return nil }
        var copy = BSONDocument()
        for (other, value) in self where other != key { try copy.append(key: other, value) }
        self = copy
        return value
    }
}

extension BSONValue {
    /// The operand with the elements of both: a list, or a list in `$each`.
    fileprivate func joined(with other: BSONValue) -> BSONValue {
        switch (self, other) {
        case (.array(let first), .array(let second)):
            .array(BSONArray(first.values + second.values))
        case (.document(let first), .document(let second)):
            .document(["$each": (first["$each"] ?? .null).joined(with: second["$each"] ?? .null)])
        default: other
        }
    }
}
