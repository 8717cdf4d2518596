public import BSON

// Elements always travel in a list (`$each`, `$pullAll`): bare, an element that
// is a document would be read as modifiers or as a condition.
extension Field where Value: ArrayValue, Value.Element: BSONEncodable {
    /// Appends an element.
    public func push(_ element: Value.Element) -> Change<Root> {
        push(contentsOf: CollectionOfOne(element))
    }

    /// Appends elements in order.
    public func push(contentsOf elements: some Sequence<Value.Element>) -> Change<Root> {
        Change(.push, dottedPath, ["$each": Array(elements)])
    }

    /// Appends an element unless the array has it already.
    public func addToSet(_ element: Value.Element) -> Change<Root> {
        addToSet(contentsOf: CollectionOfOne(element))
    }

    /// Appends the elements that the array does not have already.
    public func addToSet(contentsOf elements: some Sequence<Value.Element>) -> Change<Root> {
        Change(.addToSet, dottedPath, ["$each": Array(elements)])
    }

    /// Removes the element wherever the array has it.
    public func pull(_ element: Value.Element) -> Change<Root> {
        pull(contentsOf: CollectionOfOne(element))
    }

    /// Removes the elements wherever the array has them.
    public func pull(contentsOf elements: some Sequence<Value.Element>) -> Change<Root> {
        Change(.pullAll, dottedPath, Array(elements))
    }
}

extension Field where Value: ArrayValue, Value.Element: Embedded {
    /// Removes the elements that meet the condition.
    public func pull(
        where condition: (Value.Element.Fields) -> Filter<Value.Element>
    ) -> Change<Root> {
        let filter = condition(Value.Element.fields)
        return Change(.pull, dottedPath) { () throws(BSONError) in .document(try filter.document())
        }
    }
}
