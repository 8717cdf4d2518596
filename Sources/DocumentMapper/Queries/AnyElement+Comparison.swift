public import BSON

extension AnyElement where Value: BSONEncodable {
    /// Matches documents of which an element is the value.
    public static func == (element: AnyElement, value: Value) -> Filter<Root> {
        Filter(element.dottedPath, "$eq", value)
    }

    /// Matches documents of which an element is one of the values; none, if
    /// there are no values.
    public func `in`(_ values: some Sequence<Value>) -> Filter<Root> {
        Filter(dottedPath, "$in", each: Array(values), junction: "$or")
    }
}

extension AnyElement where Value: BSONEncodable & Comparable {
    /// Matches documents of which an element is less than the value.
    public static func < (element: AnyElement, value: Value) -> Filter<Root> {
        Filter(element.dottedPath, "$lt", value)
    }

    /// Matches documents of which an element is the value or less.
    public static func <= (element: AnyElement, value: Value) -> Filter<Root> {
        Filter(element.dottedPath, "$lte", value)
    }

    /// Matches documents of which an element is greater than the value.
    public static func > (element: AnyElement, value: Value) -> Filter<Root> {
        Filter(element.dottedPath, "$gt", value)
    }

    /// Matches documents of which an element is the value or greater.
    public static func >= (element: AnyElement, value: Value) -> Filter<Root> {
        Filter(element.dottedPath, "$gte", value)
    }
}

extension AnyElement {
    /// Matches documents of which an element has the field, less than the value.
    public static func < <Wrapped: BSONEncodable & Comparable>(
        element: AnyElement, value: Wrapped
    ) -> Filter<Root> where Value == Wrapped? {
        Filter(element.dottedPath, "$lt", value)
    }

    /// Matches documents of which an element has the field, as the value or less.
    public static func <= <Wrapped: BSONEncodable & Comparable>(
        element: AnyElement, value: Wrapped
    ) -> Filter<Root> where Value == Wrapped? {
        Filter(element.dottedPath, "$lte", value)
    }

    /// Matches documents of which an element has the field, greater than the value.
    public static func > <Wrapped: BSONEncodable & Comparable>(
        element: AnyElement, value: Wrapped
    ) -> Filter<Root> where Value == Wrapped? {
        Filter(element.dottedPath, "$gt", value)
    }

    /// Matches documents of which an element has the field, as the value or
    /// greater.
    public static func >= <Wrapped: BSONEncodable & Comparable>(
        element: AnyElement, value: Wrapped
    ) -> Filter<Root> where Value == Wrapped? {
        Filter(element.dottedPath, "$gte", value)
    }
}

extension AnyElement {
    /// From the document with the least element to that with the greatest of
    /// least elements.
    public var ascending: SortKey<Root> { SortKey(path: dottedPath, isAscending: true) }

    /// From the document with the greatest element to that with the least of
    /// greatest elements.
    public var descending: SortKey<Root> { SortKey(path: dottedPath, isAscending: false) }
}
