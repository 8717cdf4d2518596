public import BSON

extension FilterSubject where Value: BSONEncodable {
    /// Matches what is the value.
    ///
    /// A field that is `nil` is one that is missing or null. A list, or a
    /// document, is equal only to the same elements in the same order.
    public static func == (subject: Self, value: Value) -> Filter<Root> {
        subject.filter("$eq", value)
    }

    /// Matches what is one of the values; nothing, if there are no values.
    public func `in`(_ values: some Sequence<Value>) -> Filter<Root> {
        filter("$in", Array(values))
    }
}

extension FilterSubject where Value: BSONComparable {
    /// Matches what is less than the value.
    public static func < (subject: Self, value: Value) -> Filter<Root> {
        subject.filter("$lt", value)
    }

    /// Matches what is the value or less.
    public static func <= (subject: Self, value: Value) -> Filter<Root> {
        subject.filter("$lte", value)
    }

    /// Matches what is greater than the value.
    public static func > (subject: Self, value: Value) -> Filter<Root> {
        subject.filter("$gt", value)
    }

    /// Matches what is the value or greater.
    public static func >= (subject: Self, value: Value) -> Filter<Root> {
        subject.filter("$gte", value)
    }
}

extension FilterSubject {
    /// Matches what is there and less than the value.
    public static func < <Wrapped: BSONComparable>(
        subject: Self, value: Wrapped
    ) -> Filter<Root> where Value == Wrapped? {
        subject.filter("$lt", value)
    }

    /// Matches what is there and is the value or less.
    public static func <= <Wrapped: BSONComparable>(
        subject: Self, value: Wrapped
    ) -> Filter<Root> where Value == Wrapped? {
        subject.filter("$lte", value)
    }

    /// Matches what is there and greater than the value.
    public static func > <Wrapped: BSONComparable>(
        subject: Self, value: Wrapped
    ) -> Filter<Root> where Value == Wrapped? {
        subject.filter("$gt", value)
    }

    /// Matches what is there and is the value or greater.
    public static func >= <Wrapped: BSONComparable>(
        subject: Self, value: Wrapped
    ) -> Filter<Root> where Value == Wrapped? {
        subject.filter("$gte", value)
    }

    /// Matches what is there and is one of the values; nothing, if there are no values.
    public func `in`<Wrapped: BSONEncodable>(
        _ values: some Sequence<Wrapped>
    ) -> Filter<Root> where Value == Wrapped? {
        filter("$in", Array(values))
    }
}
