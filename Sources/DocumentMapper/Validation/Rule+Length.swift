import BSON

extension Rule where Value: Measured {
    /// Text, an array, a set or a dictionary has so many characters or elements.
    ///
    /// Characters are Unicode scalars; see ``Measured``.
    public static func length(_ range: some LimitingRange<Int>) -> Rule {
        let limits = range.limits
        let minimum = limits.minimum
        let maximum = limits.maximum.map { limits.excludesMaximum ? $0 - 1 : $0 }
        var schema = BSONDocument()
        if let minimum { schema.set(Value.limitKeywords.minimum, .int(Swift.max(minimum, 0))) }
        if let maximum { schema.set(Value.limitKeywords.maximum, .int(Swift.max(maximum, 0))) }
        return Rule(schema: schema) { value, validation in
            let measure = value.measure
            if let minimum, measure < minimum {
                validation.fail(.tooShort(minimum, of: Value.unit))
            }
            if let maximum, measure > maximum {
                validation.fail(.tooLong(maximum, of: Value.unit))
            }
        }
    }

    /// Text has a character, an array or the like an element.
    public static var notEmpty: Rule {
        Rule(schema: [Value.limitKeywords.minimum: 1]) { value, validation in
            guard value.measure == 0 else { return }
            validation.fail(.init(.tooShort, "must not be empty", limits: ["minimum": 1]))
        }
    }
}

extension ValidationError.Failure {
    fileprivate static func tooShort(_ minimum: Int, of unit: (one: String, many: String)) -> Self {
        let counted = "\(minimum) \(minimum == 1 ? unit.one : unit.many)"
        return Self(
            .tooShort, "must have at least \(counted)", limits: ["minimum": .int(minimum)])
    }

    fileprivate static func tooLong(_ maximum: Int, of unit: (one: String, many: String)) -> Self {
        let counted = "\(maximum) \(maximum == 1 ? unit.one : unit.many)"
        return Self(
            .tooLong, "must have at most \(counted)", limits: ["maximum": .int(maximum)])
    }
}

extension BSONDocument {
    /// Appends an element whose key is known to be one.
    mutating func set(_ key: String, _ value: BSONValue) {
        // Only a NUL in the key fails, and no keyword holds one.
        try? append(key: key, value)
    }
}
