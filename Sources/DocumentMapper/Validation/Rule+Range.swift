public import BSON

extension Rule where Value: Comparable & BSONEncodable {
    /// A value lies in a range: `.range(0...)`, `.range(1...5)`, `.range(0..<1)`.
    ///
    /// What is not a number lies in none. The server can be told of a range of numbers;
    /// of one of dates or text it cannot.
    public static func range(_ range: some LimitingRange<Value>) -> Rule {
        let limits = range.limits
        let failures = RangeFailures(limits)
        return Rule(schema: schema(of: limits)) { value, validation in
            if let minimum = limits.minimum, !isOrdered(minimum, value) {
                validation.fail(failures.tooSmall)
            }
            guard let maximum = limits.maximum else { return }
            let isBelow =
                isOrdered(value, maximum)
                && !(limits.excludesMaximum && isOrdered(maximum, value))
            if !isBelow { validation.fail(failures.tooLarge) }
        }
    }

    /// Whether the first value is at most the second, as numbers if they are: `1.0` and
    /// `1.00` are two decimals and one number.
    private static func isOrdered(_ first: Value, _ second: Value) -> Bool {
        guard Value.self == Decimal128.self, let left = first as? Decimal128,
            let right = second as? Decimal128
        else { return first <= second }
        return !left.isNaN && !right.isNaN && !right.isLess(than: left)
    }

    private static func schema(of limits: Limits<Value>) -> BSONDocument? {
        guard Value.self is any Numeric.Type || Value.self == Decimal128.self else { return nil }
        var schema = BSONDocument()
        if let minimum = limits.minimum {
            guard let value = try? BSONValue(encoding: minimum) else { return nil }
            schema.append("minimum", value)
        }
        if let maximum = limits.maximum {
            guard let value = try? BSONValue(encoding: maximum) else { return nil }
            schema.append("maximum", value)
            if limits.excludesMaximum { schema.append("exclusiveMaximum", true) }
        }
        return schema
    }
}

/// What a range says of a value on either side of it.
private struct RangeFailures: Sendable {
    let tooSmall: ValidationError.Failure
    let tooLarge: ValidationError.Failure

    init<Value: Comparable & BSONEncodable & Sendable>(_ limits: Limits<Value>) {
        tooSmall = Self.failure(.tooSmall, "must be at least", "minimum", limits.minimum)
        tooLarge =
            limits.excludesMaximum
            ? Self.failure(.tooLarge, "must be less than", "limit", limits.maximum)
            : Self.failure(.tooLarge, "must be at most", "maximum", limits.maximum)
    }

    private static func failure<Value: BSONEncodable>(
        _ code: ValidationError.Code, _ words: String, _ name: String, _ limit: Value?
    ) -> ValidationError.Failure {
        guard let limit, let value = try? BSONValue(encoding: limit) else {
            return .init(code, words)
        }
        return .init(code, "\(words) \(limit)", limits: [name: value])
    }
}
