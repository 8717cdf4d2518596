public import BSON

// The server compares values of different types too: a missing one is less than null,
// and null less than any other.
extension Formula where Value: BSONEncodable {
    /// Whether two values are equal.
    public static func == (first: Formula, second: Formula) -> Formula<Root, Bool> {
        Formula<Root, Bool>("$eq", of: first, second)
    }

    /// Whether two values differ.
    public static func != (first: Formula, second: Formula) -> Formula<Root, Bool> {
        Formula<Root, Bool>("$ne", of: first, second)
    }

    /// Whether the first value is less than the second.
    public static func < (first: Formula, second: Formula) -> Formula<Root, Bool> {
        Formula<Root, Bool>("$lt", of: first, second)
    }

    /// Whether the first value is the second or less.
    public static func <= (first: Formula, second: Formula) -> Formula<Root, Bool> {
        Formula<Root, Bool>("$lte", of: first, second)
    }

    /// Whether the first value is greater than the second.
    public static func > (first: Formula, second: Formula) -> Formula<Root, Bool> {
        Formula<Root, Bool>("$gt", of: first, second)
    }

    /// Whether the first value is the second or greater.
    public static func >= (first: Formula, second: Formula) -> Formula<Root, Bool> {
        Formula<Root, Bool>("$gte", of: first, second)
    }
}

extension Formula where Value == Bool {
    /// Whether both hold.
    public static func && (first: Formula, second: Formula) -> Formula {
        Formula("$and", of: first, second)
    }

    /// Whether either holds, or both.
    public static func || (first: Formula, second: Formula) -> Formula {
        Formula("$or", of: first, second)
    }

    /// Whether the condition does not hold.
    public static prefix func ! (condition: Formula) -> Formula {
        Formula("$not", of: condition)
    }
}

extension Formula {
    /// One of two values, by a condition.
    ///
    ///     .when($0.views > 1000, then: "popular", else: "quiet")
    public static func when(
        _ condition: Formula<Root, Bool>, then first: Formula, else second: Formula
    ) -> Formula {
        Formula("$cond", of: condition, first, second)
    }

    /// The value, or another where it is missing or null.
    public static func ?? <Wrapped>(
        value: Formula, other: Formula<Root, Wrapped>
    ) -> Formula<Root, Wrapped> where Value == Wrapped? {
        Formula<Root, Wrapped>("$ifNull", of: value, other)
    }
}
