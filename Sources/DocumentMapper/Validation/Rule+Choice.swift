public import BSON

extension Rule where Value: BSONEncodable {
    /// A value is one of several.
    ///
    /// They are compared as they are stored, byte by byte: unlike Swift, MongoDB tells an
    /// accented letter from a letter and an accent.
    public static func oneOf(_ values: [Value]) -> Rule {
        let stored = values.compactMap { try? BSONValue(encoding: $0) }
        let listed = Set(stored.map(StoredValue.init))
        let failure = ValidationError.Failure(
            .notListed, "must be one of: \(values.map { "\($0)" }.joined(separator: ", "))",
            limits: ["values": .array(BSONArray(stored))])
        return Rule(schema: ["enum": .array(BSONArray(stored))]) { value, validation in
            let isListed = (try? BSONValue(encoding: value)).map {
                listed.contains(StoredValue($0))
            }
            if isListed != true { validation.fail(failure) }
        }
    }
}

/// A value that equals another only if both are the same bytes.
private struct StoredValue: Hashable {
    private let document: BSONDocument

    init(_ value: BSONValue) {
        document = ["": value]
    }
}

extension Rule {
    /// A value keeps at least one of several rules.
    public static func any(of rules: [Rule], _ message: String) -> Rule {
        let schemas = rules.map(\.schema)
        let known = schemas.compactMap { $0 }
        let schema: BSONDocument? =
            known.count == schemas.count
            ? ["anyOf": .array(BSONArray(known.map(BSONValue.document)))] : nil
        return Rule(schema: schema) { value, validation in
            if !rules.contains(where: { $0.holds(for: value) }) { validation.fail(message) }
        }
    }

    /// A value breaks a rule.
    public static func not(_ rule: Rule, _ message: String) -> Rule {
        Rule(schema: rule.schema.map { ["not": .document($0)] }) { value, validation in
            if rule.holds(for: value) { validation.fail(message) }
        }
    }

    /// What Swift says of the value is true.
    ///
    /// The closure names its parameter's type, which an attribute cannot find out:
    ///
    ///     @Rules(.custom("must be even") { (count: Int) in count.isMultiple(of: 2) })
    ///     var count = 0
    ///
    /// The server cannot be told such a rule.
    public static func custom(
        _ message: String, code: ValidationError.Code = .custom,
        _ holds: @escaping @Sendable (Value) -> Bool
    ) -> Rule {
        Rule(schema: nil) { value, validation in
            if !holds(value) { validation.fail(.init(code, message)) }
        }
    }

    private func holds(for value: Value) -> Bool {
        var validation = Validation()
        check(value, &validation)
        return validation.failures.isEmpty
    }
}
