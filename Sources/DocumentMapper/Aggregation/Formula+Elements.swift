import BSON

extension Formula where Value: ArrayValue {
    /// The number of elements; a missing array has none.
    public var count: Formula<Root, Int> {
        Formula<Root, Int>("$size", of: elements)
    }

    /// The first element, if there is one.
    public var first: Formula<Root, Value.Element?> {
        Formula<Root, Value.Element?>("$first", of: elements)
    }

    /// The last element, if there is one.
    public var last: Formula<Root, Value.Element?> {
        Formula<Root, Value.Element?>("$last", of: elements)
    }

    /// Whether the array has the value as an element.
    public func contains(_ element: Formula<Root, Value.Element>) -> Formula<Root, Bool> {
        Formula<Root, Bool>("$in", of: element, elements)
    }

    private var elements: Formula<Root, [BSONValue]> {
        Formula<Root, [BSONValue]>("$ifNull", of: self, Formula<Root, [BSONValue]>.literal([]))
    }
}
