public import BSON

extension Field where Value: ArrayValue, Value.Element: BSONEncodable {
    /// Matches documents whose array has the value as an element.
    public func contains(_ element: Value.Element) -> Filter<Root> {
        filter("$eq", element)
    }

    /// Matches documents whose array has every one of the values as an element; none,
    /// if there are no values.
    ///
    ///     posts.find { $0.tags.contains(all: ["swift", "mongodb"]) }
    public func contains(all elements: some Sequence<Value.Element>) -> Filter<Root> {
        filter("$all", Array(elements))
    }
}

extension Field where Value: ArrayValue {
    /// Matches documents whose array has an element that meets the condition.
    ///
    /// The condition is given the element itself: `$0.author == name` for a struct,
    /// `$0 > 5` for a number.
    ///
    ///     posts.find { $0.comments.contains { $0.author == "Ada" && $0.isHidden == false } }
    ///
    /// `$0.ratings.anyElement > 3 && $0.ratings.anyElement < 5` would also match a
    /// document with an element of 1 and one of 9.
    public func contains(
        where condition: (Field<Value.Element, Value.Element>) -> Filter<Value.Element>
    ) -> Filter<Root> {
        let condition = condition(Field<Value.Element, Value.Element>(path: ""))
        return Filter(dottedPath, "$elemMatch") { () throws(BSONError) in
            try condition.document().asElementMatch()
        }
    }

    /// The number of elements, to be compared; a missing array has none.
    ///
    ///     posts.find { $0.tags.count >= 3 }
    public var count: ElementCount<Root> { ElementCount(path: dottedPath) }

    /// Matches documents whose array has no elements, or is missing.
    public var isEmpty: Filter<Root> { count == 0 }
}
