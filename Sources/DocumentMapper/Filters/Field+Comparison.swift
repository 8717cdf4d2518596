public import BSON

// `!=` of any element would match documents of which no element is the value, rather
// than any, so these are a field's alone.
extension Field where Value: BSONEncodable {
    /// Matches documents whose field is not the value, or is missing.
    ///
    /// The server knows nothing of a property's default: a document that was
    /// stored without the field reads back as the default, and yet is matched by
    /// `$0.status != .draft` and not by `$0.status == .draft`. After adding a
    /// property, give old documents the field with an update.
    public static func != (field: Field, value: Value) -> Filter<Root> {
        field.filter("$ne", value)
    }

    /// Matches documents whose field is none of the values, or is missing.
    public func notIn(_ values: some Sequence<Value>) -> Filter<Root> {
        filter("$nin", Array(values))
    }
}

extension Field {
    /// Matches documents whose field is none of the values, or is missing.
    public func notIn<Wrapped: BSONEncodable>(
        _ values: some Sequence<Wrapped>
    ) -> Filter<Root> where Value == Wrapped? {
        filter("$nin", Array(values))
    }

    /// Matches documents that lack the field: those in which it is null have it.
    public var isMissing: Filter<Root> { filter("$exists", false) }

    /// Matches documents whose field was stored as one of the types, or is an array
    /// with an element that was.
    ///
    /// It finds what other programs stored otherwise than the model says.
    public func hasType(_ types: BSONType...) -> Filter<Root> {
        // The least key's type is -1 to the server, though 255 in the format.
        filter("$type", types.map { $0 == .minKey ? -1 : Int32($0.rawValue) })
    }
}
