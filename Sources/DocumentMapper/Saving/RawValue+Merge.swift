import BSON

// What a model writes lacks the fields that it knows nothing of, and has the numbers in
// the types that it knows. Merging an edit takes from it only what the edit changed.
extension RawValue {
    /// The stored value, with what leads from `before` to `after` made to it.
    ///
    /// - Throws: `BSONError` if a document or an array on the way is malformed.
    func merging(from before: RawValue?, to after: RawValue) throws(BSONError) -> RawValue {
        guard let before else { return after }
        if before == after { return self }
        switch (type, before.type, after.type) {
        case (.document, .document, .document):
            return try FieldChanges(from: before, to: after, stored: self).result()
        case (.array, .array, .array) where holdsContainers || after.holdsContainers:
            return try mergingItems(from: before.items(), to: after.items())
        default:
            return after
        }
    }

    private func mergingItems(
        from before: [RawValue], to after: [RawValue]
    ) throws(BSONError) -> RawValue {
        let stored = try items()
        let pairing = try Pairing(from: before, to: after, stored: stored)
        var items = after
        for (index, source) in pairing.sources.enumerated() {
            guard let source else { continue }
            items[index] = try stored[source].merging(from: before[source], to: after[index])
        }
        return try RawValue(items: items)
    }

    /// Whether an array holds a document or an array, so that it is more than one value.
    var holdsContainers: Bool {
        guard type == .array, let items = try? items() else { return false }
        return items.contains { $0.type == .document || $0.type == .array }
    }
}
