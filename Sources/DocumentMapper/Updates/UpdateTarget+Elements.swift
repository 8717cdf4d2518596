public import BSON

// Elements always travel in a list (`$each`, `$pullAll`): bare, an element that
// is a document would be read as modifiers or as a condition.
extension UpdateTarget where Value: ArrayValue, Value.Element: BSONEncodable {
    /// Appends an element.
    ///
    /// It keeps the rules that each element has; those of the whole array, such as its
    /// length, only the server can apply.
    public func push(_ element: Value.Element) -> Change<Root> {
        push(contentsOf: CollectionOfOne(element))
    }

    /// Adds elements in order, at the end or before a position.
    ///
    ///     $0.recent.push(contentsOf: [id], at: 0, keeping: .first(10))
    ///
    /// A negative position counts from the end. `order` and `kept` are for all elements,
    /// once the new ones are among them.
    public func push(
        contentsOf elements: some Sequence<Value.Element>, at position: Int? = nil,
        sorted order: ElementOrder? = nil, keeping kept: KeptElements? = nil
    ) -> Change<Root> {
        push(elements, at: position, keeping: kept) {
            order.map { .int32($0 == .ascending ? 1 : -1) }
        }
    }

    /// Appends an element unless the array has it already.
    public func addToSet(_ element: Value.Element) -> Change<Root> {
        addToSet(contentsOf: CollectionOfOne(element))
    }

    /// Appends the elements that the array does not have already.
    public func addToSet(contentsOf elements: some Sequence<Value.Element>) -> Change<Root> {
        Change(.addToSet, updatePath, ["$each": Array(elements)])
    }

    /// Removes the element wherever the array has it.
    public func pull(_ element: Value.Element) -> Change<Root> {
        pull(contentsOf: CollectionOfOne(element))
    }

    /// Removes the elements wherever the array has them.
    public func pull(contentsOf elements: some Sequence<Value.Element>) -> Change<Root> {
        Change(.pullAll, updatePath, Array(elements))
    }

    fileprivate func push(
        _ elements: some Sequence<Value.Element>, at position: Int?, keeping kept: KeptElements?,
        order: () throws(BSONError) -> BSONValue?
    ) -> Change<Root> {
        Change(.push, updatePath) { () throws(BSONError) in
            var modifiers: BSONDocument = ["$each": try BSONValue(encoding: Array(elements))]
            if let position { modifiers.append("$position", position) }
            if let order = try order() { modifiers.append("$sort", order) }
            if let kept { modifiers.append("$slice", kept.slice) }
            return .document(modifiers)
        }
    }
}

extension UpdateTarget where Value: ArrayValue, Value.Element: Embedded {
    /// Adds elements, and sorts the array by properties of theirs.
    ///
    ///     $0.comments.push(
    ///         contentsOf: [comment], sortedBy: { [$0.date.descending] }, keeping: .first(50))
    public func push(
        contentsOf elements: some Sequence<Value.Element>,
        sortedBy keys: (Value.Element.Fields) -> [SortKey<Value.Element>],
        keeping kept: KeptElements? = nil
    ) -> Change<Root> {
        push(elements, at: nil, keeping: kept) { () throws(BSONError) in
            .document(try keys(Value.Element.fields).document())
        }
    }
}

extension UpdateTarget where Value: ArrayValue {
    /// Removes the elements that meet a condition.
    ///
    /// The condition is given the element itself: `$0.isHidden == true` for a struct,
    /// `$0 > 5` for a number.
    public func pull(
        where condition: (Field<Value.Element, Value.Element>) -> Filter<Value.Element>
    ) -> Change<Root> {
        let filter = condition(Field(path: ""))
        return Change(.pull, updatePath) { () throws(BSONError) in
            .document(try filter.document().asPullCondition())
        }
    }

    /// Removes the first element.
    public func popFirst() -> Change<Root> { Change(.pop, updatePath, Int32(-1)) }

    /// Removes the last element.
    public func popLast() -> Change<Root> { Change(.pop, updatePath, Int32(1)) }
}
