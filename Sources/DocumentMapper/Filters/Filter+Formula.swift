public import BSON

extension Filter where Model: Embedded {
    /// Matches documents of which a computed condition holds.
    ///
    ///     posts.find { _ in .formula { $0.likes * 2 > $0.views } }
    ///
    /// No index serves it, unless it compares a single property with a value.
    public static func formula(
        _ condition: (Formula<Model, Model>) -> Formula<Model, Bool>
    ) -> Filter {
        Filter("$expr", operand: condition(Formula(path: "")).expression)
    }
}

// As in every formula, a missing value is less than null, and null less than any other.
extension Field where Value: BSONComparable {
    /// Matches documents in which one field is less than another.
    public static func < (first: Field, second: Field) -> Filter<Root> {
        compare(first, "$lt", second)
    }

    /// Matches documents in which one field is another or less.
    public static func <= (first: Field, second: Field) -> Filter<Root> {
        compare(first, "$lte", second)
    }

    /// Matches documents in which one field is greater than another.
    public static func > (first: Field, second: Field) -> Filter<Root> {
        compare(first, "$gt", second)
    }

    /// Matches documents in which one field is another or greater.
    public static func >= (first: Field, second: Field) -> Filter<Root> {
        compare(first, "$gte", second)
    }
}

extension Field where Value: BSONEncodable {
    /// Matches documents in which two fields are equal.
    public static func == (first: Field, second: Field) -> Filter<Root> {
        compare(first, "$eq", second)
    }

    /// Matches documents in which two fields differ.
    public static func != (first: Field, second: Field) -> Filter<Root> {
        compare(first, "$ne", second)
    }

    private static func compare(
        _ first: Field, _ name: String, _ second: Field
    ) -> Filter<Root> {
        let condition = Formula<Root, Bool>(
            name, of: Formula<Root, Value>(path: first.dottedPath),
            Formula<Root, Value>(path: second.dottedPath))
        return Filter("$expr", operand: condition.expression)
    }
}
