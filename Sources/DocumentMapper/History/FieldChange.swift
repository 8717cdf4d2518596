public import BSON

/// What became of one field between two states of a document.
public struct FieldChange: Sendable, Hashable {
    /// The dotted path.
    public let path: String

    /// The value before; `nil` if there was none.
    public let before: BSONValue?

    /// The value after; `nil` if there is none any more.
    public let after: BSONValue?

    /// Finds the changes, field by field within embedded documents, in the order of
    /// the later state; an array is one value.
    static func changes(from old: BSONDocument, to new: BSONDocument) -> [FieldChange] {
        changes(from: old, to: new, path: "")
    }

    private static func changes(
        from old: BSONDocument, to new: BSONDocument, path: String
    ) -> [FieldChange] {
        let gone = old.keys.filter { new[$0] == nil }
        return (new.keys + gone).flatMap { key -> [FieldChange] in
            let (before, after) = (old[key], new[key])
            if before == after { return [] }
            if case .document(let before) = before, case .document(let after) = after {
                return changes(from: before, to: after, path: "\(path)\(key).")
            }
            return [FieldChange(path: path + key, before: before, after: after)]
        }
    }
}
