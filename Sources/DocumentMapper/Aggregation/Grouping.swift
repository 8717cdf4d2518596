import BSON

/// What the properties of a group are made of.
///
///     posts.aggregate().group(Total.self) { total, post in
///         total.author = .key(post.author)
///         total.posts = .count
///         total.views = .sum(post.views)
///     }
@dynamicMemberLookup
public struct Grouping<Source: Embedded, Group: Embedded>: Sendable {
    private var parts: [(key: String, isKey: Bool, expression: Result<BSONValue, BSONError>)] = []

    init(_ assign: (inout Grouping, Formula<Source, Source>) -> Void) {
        assign(&self, Formula(path: ""))
    }

    /// What a property is made of.
    public subscript<Value>(
        dynamicMember field: KeyPath<Group.Fields, Field<Group, Value>>
    ) -> Accumulator<Source, Value> {
        get { accumulator(Group.fields[keyPath: field].dottedPath) }
        set { assign(Group.fields[keyPath: field].dottedPath, newValue) }
    }

    private func accumulator<Value>(_ key: String) -> Accumulator<Source, Value> {
        let part = parts.last { $0.key == key }
        return Accumulator(
            isKey: part?.isKey ?? true, expression: part?.expression ?? .success(.null))
    }

    private mutating func assign<Value>(_ key: String, _ accumulator: Accumulator<Source, Value>) {
        parts.removeAll { $0.key == key }
        parts.append((key, accumulator.isKey, accumulator.expression))
    }

    /// The two stages that make the groups.
    ///
    /// MongoDB keeps what groups have in common under `_id`; the second stage puts it
    /// where the properties want it.
    func stages() throws(BSONError) -> [BSONDocument] {
        var keys = BSONDocument()
        var group = BSONDocument()
        var shape = BSONDocument()
        for (index, part) in parts.enumerated() {
            // A name of our own, since `_id` can be that of a property too.
            let name = "p\(index)"
            if part.isKey {
                try keys.append(key: name, part.expression.get())
            } else {
                try group.append(key: name, part.expression.get())
            }
            try shape.append(key: part.key, part.isKey ? "$_id.\(name)" : "$\(name)")
        }
        if shape["_id"] == nil { shape.append("_id", false) }
        var first: BSONDocument = ["_id": keys.isEmpty ? .null : .document(keys)]
        for (key, value) in group { try first.append(key: key, value) }
        return [["$group": .document(first)], ["$project": .document(shape)]]
    }
}
