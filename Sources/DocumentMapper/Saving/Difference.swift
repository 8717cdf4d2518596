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

    /// What has to be stored still, by path, for the changes to fit.
    ///
    /// An element of an array is known by its position, which others may have made that
    /// of another; and a value that is written whole takes unknown fields along, which
    /// others may have changed.
    package private(set) var expected = BSONDocument()

    /// The stored document with the changes made.
    package let result: BSONDocument

    /// Finds what leads from `old` to `new`.
    ///
    /// - Throws: `BSONError` if a changed key of the document itself is one that no
    ///   path can name.
    package init(from old: BSONDocument, to new: BSONDocument, stored: BSONDocument)
        throws(BSONError)
    {
        result = stored.merging(from: old, to: new)
        if let key = old.changedKeys(to: new).first(where: { !$0.isPlainKey }) {
            throw BSONError(.unexpectedValue(expected: "key without '.' and '$'"), path: key)
        }
        try compare(old, new, stored: stored, path: "")
    }

    package var isEmpty: Bool { assigned.isEmpty && removed.isEmpty }

    /// Compares the documents at a path that ends with a point, unless it is empty.
    private mutating func compare(
        _ old: BSONDocument, _ new: BSONDocument, stored: BSONDocument, path: String
    ) throws(BSONError) {
        let (before, after, values) = (old.valuesByKey, new.valuesByKey, stored.valuesByKey)
        for key in new.keys {
            guard let value = after[key] else { continue }
            try compare(before[key], value, stored: values[key], path: path + key)
        }
        for key in old.keys where after[key] == nil {
            try removed.append(key: path + key, true)
        }
    }

    /// Compares the values at a path.
    private mutating func compare(
        _ before: BSONValue?, _ after: BSONValue, stored: BSONValue?, path: String
    ) throws(BSONError) {
        guard before?.hasSameBytes(as: after) != true else { return }
        switch (before, after, stored) {
        case (.document(let before), .document(let after), .document(let stored)):
            if before.hasSameOrder(as: after),
                before.changedKeys(to: after).allSatisfy(\.isPlainKey)
            {
                return try compare(before, after, stored: stored, path: path + ".")
            }
        case (.array(let before), .array(let after), .array(let stored)):
            guard stored.contains(where: { $0.type == .document || $0.type == .array }) else {
                return try assigned.append(key: path, after)
            }
            let pairing = Pairing(from: before, to: after, stored: stored)
            if pairing.isInPlace {
                return try compare(
                    before, after, stored: stored, sources: pairing.sources, path: path)
            }
        default:
            return try assigned.append(key: path, after)
        }
        guard let stored else { return }
        try assigned.append(key: path, stored.merging(from: before, to: after))
        try expected.append(key: path, stored)
    }

    /// Compares the elements of arrays of the same length.
    private mutating func compare(
        _ before: BSONArray, _ after: BSONArray, stored: BSONArray, sources: [Int?], path: String
    ) throws(BSONError) {
        for (index, source) in sources.enumerated()
        where !before[index].hasSameBytes(as: after[index]) {
            let path = "\(path).\(index)"
            try expected.append(key: path, stored[index])
            if source == nil {
                try assigned.append(key: path, after[index])
            } else {
                var inner = self
                inner.expected = [:]
                try inner.compare(before[index], after[index], stored: stored[index], path: path)
                (assigned, removed) = (inner.assigned, inner.removed)
            }
        }
    }
}

extension BSONDocument {
    /// The keys whose values differ, or that only one of the documents has.
    fileprivate func changedKeys(to other: BSONDocument) -> [String] {
        let (mine, theirs) = (valuesByKey, other.valuesByKey)
        return Set(mine.keys).union(theirs.keys).filter { key in
            guard let first = mine[key], let second = theirs[key] else { return true }
            return !first.hasSameBytes(as: second)
        }
    }
}

extension String {
    /// Whether the key can stand in a path.
    fileprivate var isPlainKey: Bool { !isEmpty && !hasPrefix("$") && !contains(".") }
}
