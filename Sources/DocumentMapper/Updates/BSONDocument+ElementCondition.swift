import BSON

// A condition on elements is written for an element without a name: its own value is
// the empty path. What it is called depends on where the condition stands.
extension BSONDocument {
    /// The condition as an array filter asks it, of an element of a name.
    func asArrayFilter(named name: String) throws(BSONError) -> BSONDocument {
        var result = BSONDocument()
        for (key, value) in self {
            if !key.hasPrefix("$") {
                try result.append(key: key.isEmpty ? name : "\(name).\(key)", value)
            } else if let list = value.array {
                var conditions: [BSONValue] = []
                for condition in list {
                    let condition = try (condition.document ?? [:]).asArrayFilter(named: name)
                    conditions.append(.document(condition))
                }
                try result.append(key: key, BSONArray(conditions))
            } else {
                throw BSONError(.unexpectedValue(expected: "condition on an element"), path: key)
            }
        }
        return result
    }

    /// The condition as `$pull` asks it: of a struct by its fields, of another value by
    /// operators alone.
    ///
    /// - Throws: `BSONError` if operators on a value itself are joined by anything but
    ///   `&&`, which `$pull` has no words for.
    func asPullCondition() throws(BSONError) -> BSONDocument {
        guard asksValueItself else { return self }
        var result = BSONDocument()
        for (key, value) in self {
            let parts = key.isEmpty ? [value] : key == "$and" ? value.array?.values : nil
            guard let parts else {
                throw BSONError(.unexpectedValue(expected: "condition joined by &&"), path: key)
            }
            for part in parts {
                let operators = part.document ?? [:]
                for (name, operand) in key.isEmpty ? operators : try operators.asPullCondition() {
                    guard result[name] == nil else {
                        throw BSONError(.unexpectedValue(expected: "single condition"), path: name)
                    }
                    try result.append(key: name, operand)
                }
            }
        }
        return result
    }

    /// Whether a value that is no struct is asked.
    private var asksValueItself: Bool {
        contains { key, value in
            key.isEmpty || value.array?.contains { $0.document?.asksValueItself == true } == true
        }
    }
}
