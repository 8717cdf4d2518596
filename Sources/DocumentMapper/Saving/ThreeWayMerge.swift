import BSON

/// Two edits of a document, made into one.
struct ThreeWayMerge {
    /// The document with both edits; with theirs, where they meet.
    private(set) var result: BSONDocument = [:]

    /// The dotted paths of the values that both changed, each in its own way.
    private(set) var conflicts: [String] = []

    init(base: BSONDocument, mine: BSONDocument, theirs: BSONDocument) throws(BSONError) {
        result = try merge(base, mine, theirs, path: "")
    }

    private mutating func merge(
        _ base: BSONDocument, _ mine: BSONDocument, _ theirs: BSONDocument, path: String
    ) throws(BSONError) -> BSONDocument {
        let (old, first, second) = (base.valuesByKey, mine.valuesByKey, theirs.valuesByKey)
        var result = BSONDocument()
        for key in theirs.keys + mine.keys.filter({ second[$0] == nil }) {
            let value = try merge(old[key], first[key], second[key], path: path.joined(to: key))
            if let value { try result.append(key: key, value) }
        }
        return result
    }

    private mutating func merge(
        _ base: BSONValue?, _ mine: BSONValue?, _ theirs: BSONValue?, path: String
    ) throws(BSONError) -> BSONValue? {
        let (old, first, second) = (base?.wrapped, mine?.wrapped, theirs?.wrapped)
        if first == old || first == second { return theirs }
        if second == old { return mine }
        if case .document(let base) = base, case .document(let mine) = mine,
            case .document(let theirs) = theirs
        {
            return .document(try merge(base, mine, theirs, path: path))
        }
        conflicts.append(path)
        return theirs
    }
}
