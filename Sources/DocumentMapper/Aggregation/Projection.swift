import BSON

/// What the properties of a part are made of.
///
/// A closure assigns them, each from a formula of its own type:
///
///     posts.find().project(Card.self) { card, post in
///         card.headline = post.title.uppercased()
///         card.comments = post.comments.count
///     }
///
/// To an optional property belongs an optional formula; ``Formula/optional`` makes one.
@dynamicMemberLookup
public struct Projection<Source: Embedded, Part: Embedded>: Sendable {
    private var assigned: [(key: String, expression: Result<BSONValue, BSONError>)] = []

    init(_ assign: (inout Projection, Formula<Source, Source>) -> Void) {
        assign(&self, Formula(path: ""))
    }

    /// The formula of a property.
    public subscript<Value>(
        dynamicMember field: KeyPath<Part.Fields, Field<Part, Value>>
    ) -> Formula<Source, Value> {
        get { Formula(expression(of: Part.fields[keyPath: field].dottedPath)) }
        set { assign(Part.fields[keyPath: field].dottedPath, newValue.expression) }
    }

    private func expression(of key: String) -> Result<BSONValue, BSONError> {
        assigned.last { $0.key == key }?.expression ?? .success(.string("$" + key))
    }

    private mutating func assign(_ key: String, _ expression: Result<BSONValue, BSONError>) {
        assigned.removeAll { $0.key == key }
        assigned.append((key, expression))
    }

    /// The properties that were assigned, as `$set` takes them.
    func assignments() throws(BSONError) -> BSONDocument {
        var document = BSONDocument()
        for (key, expression) in assigned { try document.append(key: key, expression.get()) }
        return document
    }

    /// All properties, as a projection.
    ///
    /// Nothing is left out for a part that does not say what its properties are, and
    /// `paths` stay besides.
    func document(keeping paths: [String] = []) throws(BSONError) -> BSONDocument {
        let computed = try assignments()
        guard !Part.properties.isEmpty else { return computed }
        let known = Set(Source.properties.map(\.key))
        var document = BSONDocument()
        for key in Part.properties.map(\.key) {
            if let expression = computed[key] {
                try document.append(key: key, expression)
            } else if known.isEmpty || known.contains(key) {
                try document.append(key: key, true)
            } else {
                throw BSONError(.unexpectedValue(expected: "property of \(Source.self)"), path: key)
            }
        }
        for path in paths {
            let key = String(path.prefix { $0 != "." })
            if document[key] == nil { try document.append(key: key, true) }
        }
        if document["_id"] == nil { document.append("_id", false) }
        return document
    }
}
