public import BSON

extension Field where Value: BSONEncodable {
    /// Matches documents whose field is the value.
    ///
    /// A field that is `nil` is one that is missing or null. A list, or a
    /// document, is equal only to the same elements in the same order.
    public static func == (field: Field, value: Value) -> Filter<Root> {
        field.filter("$eq", value)
    }

    /// Matches documents whose field is not the value, or is missing.
    ///
    /// The server knows nothing of a property's default: a document that was
    /// stored without the field reads back as the default, and yet is matched by
    /// `$0.status != .draft` and not by `$0.status == .draft`. After adding a
    /// property, give old documents the field with an update.
    public static func != (field: Field, value: Value) -> Filter<Root> {
        field.filter("$ne", value)
    }

    /// Matches documents whose field is one of the values; none, if there are
    /// no values.
    public func `in`(_ values: some Sequence<Value>) -> Filter<Root> {
        Filter(dottedPath, "$in", each: Array(values), junction: "$or")
    }

    /// Matches documents whose field is none of the values, or is missing.
    public func notIn(_ values: some Sequence<Value>) -> Filter<Root> {
        Filter(dottedPath, "$nin", each: Array(values), junction: "$nor")
    }
}

extension Field where Value: BSONEncodable & Comparable {
    /// Matches documents whose field is less than the value.
    public static func < (field: Field, value: Value) -> Filter<Root> {
        field.filter("$lt", value)
    }

    /// Matches documents whose field is the value or less.
    public static func <= (field: Field, value: Value) -> Filter<Root> {
        field.filter("$lte", value)
    }

    /// Matches documents whose field is greater than the value.
    public static func > (field: Field, value: Value) -> Filter<Root> {
        field.filter("$gt", value)
    }

    /// Matches documents whose field is the value or greater.
    public static func >= (field: Field, value: Value) -> Filter<Root> {
        field.filter("$gte", value)
    }
}

extension Field {
    /// Matches documents whose field is there and less than the value.
    public static func < <Wrapped: BSONEncodable & Comparable>(
        field: Field, value: Wrapped
    ) -> Filter<Root> where Value == Wrapped? {
        field.filter("$lt", value)
    }

    /// Matches documents whose field is there and is the value or less.
    public static func <= <Wrapped: BSONEncodable & Comparable>(
        field: Field, value: Wrapped
    ) -> Filter<Root> where Value == Wrapped? {
        field.filter("$lte", value)
    }

    /// Matches documents whose field is there and greater than the value.
    public static func > <Wrapped: BSONEncodable & Comparable>(
        field: Field, value: Wrapped
    ) -> Filter<Root> where Value == Wrapped? {
        field.filter("$gt", value)
    }

    /// Matches documents whose field is there and is the value or greater.
    public static func >= <Wrapped: BSONEncodable & Comparable>(
        field: Field, value: Wrapped
    ) -> Filter<Root> where Value == Wrapped? {
        field.filter("$gte", value)
    }

    /// Matches documents that have the field, even if it is null.
    public var exists: Filter<Root> { filter("$exists", true) }

    /// Writes `{path: {operator: value}}`.
    ///
    /// The operator is written even for equality, where MongoDB would do
    /// without: a value that is a document would otherwise be read as operators.
    func filter(_ name: String, _ value: some BSONEncodable) -> Filter<Root> {
        Filter(dottedPath, name, value)
    }
}
