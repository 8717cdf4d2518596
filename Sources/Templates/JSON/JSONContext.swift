/// A value that a section has entered, and the values around it.
final class JSONContext: Sendable {
    let value: JSONValue
    let outer: JSONContext?

    init(_ value: JSONValue, in outer: JSONContext?) {
        self.value = value
        self.outer = outer
    }

    /// What a name stands for here: `null` if it stands for nothing.
    ///
    /// Only the first part of a dotted name is looked for outward.
    func value(of name: Name) -> JSONValue {
        guard name.text != "." else { return value }
        var path = name.path[...]
        let first = path.removeFirst()
        var context: JSONContext? = self
        while let current = context {
            if let found = current.value[first] {
                return path.reduce(found) { $0[$1] ?? .null }
            }
            context = name.isInnermost ? nil : current.outer
        }
        return .null
    }

    /// What a section over a name enters, one value after the other.
    func values(of name: Name) -> [JSONContext] {
        let value = value(of: name)
        guard case .list(let values) = value else {
            return value.isShown ? [JSONContext(value, in: self)] : []
        }
        return values.map { JSONContext($0, in: self) }
    }
}

extension JSONValue {
    /// The value that an object has under a name.
    fileprivate subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members[name]
    }

    /// Whether a section over the value is shown.
    var isShown: Bool {
        switch self {
        case .null: false
        case .bool(let bool): bool
        case .text(let text): !text.isEmpty
        case .list(let values): !values.isEmpty
        case .number, .object: true
        }
    }
}
