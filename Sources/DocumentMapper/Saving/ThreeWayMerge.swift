import BSON

/// Two edits of a document, made into one.
struct ThreeWayMerge {
    /// The document with both edits; with theirs, where they meet.
    private(set) var result: BSONDocument = [:]

    /// The dotted paths of the values that both changed, each in its own way.
    private(set) var conflicts: [String] = []

    /// - Throws: `BSONError` if a document is malformed.
    init(base: BSONDocument, mine: BSONDocument, theirs: BSONDocument) throws(BSONError) {
        result = try BSONDocument(
            merge(RawValue(base), RawValue(mine), RawValue(theirs), path: ""))
    }

    private mutating func merge(
        _ base: RawValue, _ mine: RawValue, _ theirs: RawValue, path: String
    ) throws(BSONError) -> RawValue {
        var (old, first, second) = (
            try RawFields(of: base), try RawFields(of: mine), try RawFields(of: theirs)
        )
        var elements: [RawElement] = []
        let new = first.elements.filter { second.value(of: $0.key) == nil }
        for key in (second.elements + new).map(\.key) {
            let value = try merge(
                old.value(of: key), first.value(of: key), second.value(of: key),
                path: path.joined(to: key.text()))
            if let value { elements.append(RawElement(key: key, value: value)) }
        }
        return try RawValue(elements: elements)
    }

    private mutating func merge(
        _ base: RawValue?, _ mine: RawValue?, _ theirs: RawValue?, path: String
    ) throws(BSONError) -> RawValue? {
        if mine == base || mine == theirs { return theirs }
        if theirs == base { return mine }
        if let base, let mine, let theirs, base.type == .document, mine.type == .document,
            theirs.type == .document
        {
            return try merge(base, mine, theirs, path: path) as RawValue
        }
        conflicts.append(path)
        return theirs
    }
}
