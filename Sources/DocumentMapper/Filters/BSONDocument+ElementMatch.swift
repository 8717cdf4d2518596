import BSON

extension BSONDocument {
    /// The condition as `$elemMatch` asks it: of a struct by its fields, of another value
    /// by operators alone.
    ///
    /// A condition on elements is written for an element without a name, whose own value
    /// is the empty path.
    func asElementMatch() throws(BSONError) -> BSONDocument {
        guard asksElementItself else { return self }
        return try Self.joined(elementTests())
    }

    /// Whether an element is asked that is no struct.
    private var asksElementItself: Bool {
        contains { key, value in
            key.isEmpty
                || key.hasPrefix("$")
                    && value.array?.contains { $0.document?.asksElementItself == true } == true
        }
    }

    /// The operators that must all hold.
    ///
    /// Operators have no `$or` of their own: one of several is not none of them.
    private func elementTests() throws(BSONError) -> [BSONDocument] {
        var tests: [BSONDocument] = []
        for (key, value) in self {
            var parts: [[BSONDocument]] = []
            for part in value.array ?? [] { parts.append(try part.document?.elementTests() ?? []) }
            var negated: [BSONDocument] = []
            for part in parts { negated.append(["$not": .document(try Self.joined(part))]) }
            switch key {
            case "": for (name, operand) in value.document ?? [:] { tests.append([name: operand]) }
            case "$and": tests += parts.joined()
            case "$or": tests.append(["$not": .document(try Self.joined(negated))])
            case "$nor": tests += negated
            default:
                throw BSONError(.unexpectedValue(expected: "condition on an element"), path: key)
            }
        }
        return tests
    }

    /// Joins tests into one document, in which an operator may occur twice.
    private static func joined(_ tests: [BSONDocument]) throws(BSONError) -> BSONDocument {
        var document = BSONDocument()
        for test in tests {
            for (name, operand) in test { try document.append(key: name, operand) }
        }
        return document
    }
}
