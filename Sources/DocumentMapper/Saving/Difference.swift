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

    /// What has to be stored still, as a condition by path, for the changes to fit.
    ///
    /// - An element of an array is known by its position, which others may have made that
    ///   of another.
    /// - A value that is written whole takes unknown fields along, which others may have
    ///   changed.
    /// - A field of a struct that others have removed would be half a struct, which cannot
    ///   be read any more.
    /// - A file belongs to what refers to it: whoever writes over another reference has
    ///   to know which.
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
            if before[key]?.hasFiles == true { try expect(values[key], at: path + key) }
        }
    }

    /// Notes what has to be stored still.
    private mutating func expect(_ value: BSONValue?, at path: String) throws(BSONError) {
        try expected.append(key: path, BSONDocument(dictionaryLiteral: ("$eq", value ?? .null)))
    }

    /// Compares the values at a path.
    private mutating func compare(
        _ before: BSONValue?, _ after: BSONValue, stored: BSONValue?, path: String
    ) throws(BSONError) {
        guard before?.hasSameBytes(as: after) != true else { return }
        switch (before, after, stored) {
        case (.document(let before), .document(let after), .document(let stored)):
            if before.hasSameOrder(as: after),
                before.changedKeys(to: after).allSatisfy(\.isPlainKey),
                !before.isAttachment, !after.isAttachment
            {
                try expected.append(key: path, ["$type": "object"] as BSONDocument)
                return try compare(before, after, stored: stored, path: path + ".")
            }
        case (.array(let before), .array(let after), .array(let stored)):
            guard stored.holdsContainers || after.holdsContainers else {
                return try assigned.append(key: path, after)
            }
            let pairing = Pairing(from: before, to: after, stored: stored)
            if pairing.isInPlace {
                return try compare(
                    before, after, stored: stored, sources: pairing.sources, path: path)
            }
        default:
            // An array of structs is taken for empty where there is none.
            if before?.hasFiles == true || after.hasFiles || after.array?.holdsContainers == true {
                try expect(stored, at: path)
            }
            return try assigned.append(key: path, after)
        }
        guard let stored else { return }
        try assigned.append(key: path, stored.merging(from: before, to: after))
        try expect(stored, at: path)
    }

    /// Compares the elements of arrays of the same length.
    private mutating func compare(
        _ before: BSONArray, _ after: BSONArray, stored: BSONArray, sources: [Int?], path: String
    ) throws(BSONError) {
        for (index, source) in sources.enumerated()
        where !before[index].hasSameBytes(as: after[index]) {
            let path = "\(path).\(index)"
            try expect(stored[index], at: path)
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

extension BSONArray {
    /// Whether an element is a document or an array, so that the array is more than one
    /// value.
    fileprivate var holdsContainers: Bool {
        contains { $0.type == .document || $0.type == .array }
    }
}

extension BSONValue {
    /// Whether the value is an attachment, or holds any.
    fileprivate var hasFiles: Bool { !wrapped.attachedFiles.isEmpty }
}

extension String {
    /// Whether the key can stand in a path.
    fileprivate var isPlainKey: Bool { !isEmpty && !hasPrefix("$") && !contains(".") }
}
