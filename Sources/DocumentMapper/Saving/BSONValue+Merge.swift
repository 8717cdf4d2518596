import BSON

// What a model writes lacks the fields that it knows nothing of, and has the numbers in
// the types that it knows. Merging an edit takes from it only what the edit changed.
extension BSONValue {
    /// The stored value, with what leads from `before` to `after` made to it.
    func merging(from before: BSONValue?, to after: BSONValue) -> BSONValue {
        guard let before else { return after }
        if before.hasSameBytes(as: after) { return self }
        switch (self, before, after) {
        case (.document(let stored), .document(let before), .document(let after)):
            return .document(stored.merging(from: before, to: after))
        case (.array(let stored), .array(let before), .array(let after)):
            let pairing = Pairing(from: before, to: after, stored: stored)
            let values = zip(after, pairing.sources).map { value, source in
                source.map { stored[$0].merging(from: before[$0], to: value) } ?? value
            }
            return .array(BSONArray(values))
        default:
            return after
        }
    }

    /// Whether both are stored as the same bytes.
    ///
    /// Equality would not do: zero equals minus zero, and no NaN equals itself.
    func hasSameBytes(as other: BSONValue) -> Bool {
        wrapped == other.wrapped
    }

    /// The value as the bytes that it is stored as.
    var wrapped: BSONDocument { ["": self] }
}

extension BSONDocument {
    /// The stored document, with what leads from `before` to `after` made to it.
    ///
    /// What stays keeps its place, unless the edit changed the order.
    func merging(from before: BSONDocument, to after: BSONDocument) -> BSONDocument {
        let (old, new, values) = (before.valuesByKey, after.valuesByKey, valuesByKey)
        let unknown = keys.filter { old[$0] == nil && new[$0] == nil }
        // A default that was not stored is not stored now, unless it was changed.
        let known = after.keys.filter { key in
            guard values[key] == nil, let value = new[key] else { return true }
            return old[key]?.hasSameBytes(as: value) != true
        }
        let order =
            before.hasSameOrder(as: after)
            ? keys.filter { old[$0] == nil || new[$0] != nil } + known.filter { values[$0] == nil }
            : known + unknown
        return BSONDocument(
            order.map { key in
                let stored = values[key]
                guard let value = new[key] else { return (key, stored ?? .null) }
                guard let stored else { return (key, value) }
                return (key, stored.merging(from: old[key], to: value))
            })
    }

    /// The first value of each key.
    var valuesByKey: [String: BSONValue] {
        Dictionary(map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether the keys that both have come in the same order.
    func hasSameOrder(as other: BSONDocument) -> Bool {
        let (mine, theirs) = (Set(keys), Set(other.keys))
        return keys.filter(theirs.contains) == other.keys.filter(mine.contains)
    }

    /// Creates a document of elements whose keys come from documents.
    private init(_ elements: [(String, BSONValue)]) {
        self.init()
        // A key that was read has no NUL, which is all that could be refused.
        for (key, value) in elements { try? append(key: key, value) }
    }
}
