public import BSON

extension Field where Value: ArrayValue, Value.Element: BSONEncodable {
    /// Matches documents whose array has the value as an element.
    public func contains(_ element: Value.Element) -> Filter<Root> {
        filter("$eq", element)
    }
}

extension Field where Value: ArrayValue, Value.Element: Embedded {
    /// Matches documents whose array has an element that meets the condition.
    public func contains(
        where condition: (Value.Element.Fields) -> Filter<Value.Element>
    ) -> Filter<Root> {
        Filter(dottedPath, "$elemMatch", matching: condition(Value.Element.fields))
    }
}
