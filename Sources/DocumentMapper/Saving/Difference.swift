package import BSON

/// What was changed in a document since it was loaded.
///
/// It is found by comparing the document with what the stored bytes decode to,
/// not with those bytes: a number that another program stored in another type,
/// or a field that this program knows nothing of, is no change of ours.
package struct Difference {
    /// The new values, by path.
    package private(set) var assigned = BSONDocument()

    /// The paths of the values that are gone.
    package private(set) var removed = BSONDocument()

    /// The stored document with the changes made.
    package private(set) var result = BSONDocument()

    /// Finds what leads from `old` to `new`.
    ///
    /// - Throws: ``BSONError`` if a changed key is one that no path can name.
    package init(from old: BSONDocument, to new: BSONDocument, stored: BSONDocument)
        throws(BSONError)
    {
        result = try compare(old, new, stored: stored, path: "")
    }

    package var isEmpty: Bool { assigned.isEmpty && removed.isEmpty }

    /// Compares the documents at one path and returns what is stored there then.
    private mutating func compare(
        _ old: BSONDocument, _ new: BSONDocument, stored: BSONDocument, path: String
    ) throws(BSONError) -> BSONDocument {
        let (before, after) = (old.valuesByKey, new.valuesByKey)
        var result = BSONDocument()
        var seen: Set<String> = []
        for (key, value) in stored {
            seen.insert(key)
            guard after[key] != nil || before[key] == nil else { continue }
            let changed = try change(key, before[key], after[key], stored: value, path: path)
            try result.append(key: key, changed ?? value)
        }
        for key in new.keys where !seen.contains(key) {
            let added = try change(key, before[key], after[key], stored: nil, path: path)
            if let added { try result.append(key: key, added) }
        }
        for key in old.keys where after[key] == nil {
            try removed.append(key: Self.checked(key, at: path), true)
        }
        return result
    }

    /// Notes what became of one key, and returns its new value if it changed.
    private mutating func change(
        _ key: String, _ before: BSONValue?, _ value: BSONValue?, stored: BSONValue?, path: String
    ) throws(BSONError) -> BSONValue? {
        guard let value else { return nil }
        if let before, before.hasSameBytes(as: value) { return nil }
        if case .document(let before) = before, case .document(let after) = value,
            case .document(let stored) = stored, before.hasPlainKeys, after.hasPlainKeys,
            before.hasSameOrder(as: after)
        {
            return .document(
                try compare(before, after, stored: stored, path: Self.checked(key, at: path) + "."))
        }
        try assigned.append(key: Self.checked(key, at: path), value)
        return value
    }

    /// Returns the path of a key, if there is one.
    private static func checked(_ key: String, at path: String) throws(BSONError) -> String {
        guard key.isPlainKey else {
            throw BSONError(
                .unexpectedValue(expected: "key without '.' and '$'"), path: path + key)
        }
        return path + key
    }
}

extension BSONDocument {
    /// The first value of each key.
    fileprivate var valuesByKey: [String: BSONValue] {
        Dictionary(map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether the keys that both have come in the same order.
    fileprivate func hasSameOrder(as other: BSONDocument) -> Bool {
        let (mine, theirs) = (Set(keys), Set(other.keys))
        return keys.filter(theirs.contains) == other.keys.filter(mine.contains)
    }

    /// Whether a path can name each value in it.
    fileprivate var hasPlainKeys: Bool { keys.allSatisfy(\.isPlainKey) }
}

extension String {
    /// Whether the key can stand in a path.
    fileprivate var isPlainKey: Bool { !isEmpty && !hasPrefix("$") && !contains(".") }
}

extension BSONValue {
    /// Whether both are stored as the same bytes.
    ///
    /// Equality would not do: zero equals minus zero, and no NaN equals itself.
    fileprivate func hasSameBytes(as other: BSONValue) -> Bool {
        let (first, second): (BSONDocument, BSONDocument) = (["": self], ["": other])
        return first == second
    }
}
