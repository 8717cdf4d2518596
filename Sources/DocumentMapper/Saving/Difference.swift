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
        let fields = try FieldChanges(
            from: RawValue(old), to: RawValue(new), stored: RawValue(stored))
        result = try BSONDocument(fields.result())
        if let key = try fields.unnameable {
            throw BSONError(.unexpectedValue(expected: "key without '.' and '$'"), path: key)
        }
        try add(fields, path: "")
    }

    package var isEmpty: Bool { assigned.isEmpty && removed.isEmpty }

    /// Notes the changes within the document at a path that ends with a point, unless it
    /// is empty.
    private mutating func add(_ fields: FieldChanges, path: String) throws(BSONError) {
        for change in fields.changes {
            let path = try path + change.key.text()
            if let after = change.after {
                try compare(change.before, after, stored: change.stored, path: path)
            } else {
                try removed.append(key: path, true)
                if change.before?.hasFiles == true { try expect(change.stored, at: path) }
            }
        }
    }

    /// Notes what has to be stored still.
    private mutating func expect(_ value: RawValue?, at path: String) throws(BSONError) {
        var condition: BSONDocument = ["$eq": nil]
        if let value {
            condition = [:]
            condition.append("$eq", value)
        }
        try expected.append(key: path, condition)
    }

    /// Compares the values at a path, which differ.
    private mutating func compare(
        _ before: RawValue?, _ after: RawValue, stored: RawValue?, path: String
    ) throws(BSONError) {
        guard let before, let stored, before.type == after.type, stored.type == after.type else {
            return try assign(after, over: before, stored: stored, path: path)
        }
        switch after.type {
        case .document:
            let fields = try FieldChanges(from: before, to: after, stored: stored)
            if fields.keepsOrder, try fields.unnameable == nil, !before.isAttachment,
                !after.isAttachment
            {
                try expected.append(key: path, ["$type": "object"] as BSONDocument)
                return try add(fields, path: path + ".")
            }
        case .array:
            guard stored.holdsContainers || after.holdsContainers else {
                return try assigned.append(key: path, after)
            }
            let items = (try before.items(), try after.items(), try stored.items())
            let pairing = try Pairing(from: items.0, to: items.1, stored: items.2)
            if pairing.isInPlace {
                return try compare(
                    items.0, items.1, stored: items.2, sources: pairing.sources, path: path)
            }
        default:
            return try assign(after, over: before, stored: stored, path: path)
        }
        try assigned.append(key: path, stored.merging(from: before, to: after))
        try expect(stored, at: path)
    }

    /// Notes a value that is written whole and keeps nothing of what is stored.
    private mutating func assign(
        _ after: RawValue, over before: RawValue?, stored: RawValue?, path: String
    ) throws(BSONError) {
        // An array of structs is taken for empty where there is none.
        if before?.hasFiles == true || after.hasFiles || after.holdsContainers {
            try expect(stored, at: path)
        }
        try assigned.append(key: path, after)
    }

    /// Compares the elements of arrays of the same length.
    private mutating func compare(
        _ before: [RawValue], _ after: [RawValue], stored: [RawValue], sources: [Int?],
        path: String
    ) throws(BSONError) {
        for (index, source) in sources.enumerated() where before[index] != after[index] {
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

extension RawValue {
    /// Whether the value is an attachment, or holds any.
    fileprivate var hasFiles: Bool {
        guard type == .document || type == .array else { return false }
        var wrapped = BSONDocument()
        wrapped.append("", self)
        return !wrapped.attachedFiles.isEmpty
    }

    /// Whether the value itself is an attachment.
    fileprivate var isAttachment: Bool {
        (try? value("file"))?.type == .objectID && (try? value("sha256"))?.type == .string
    }
}
