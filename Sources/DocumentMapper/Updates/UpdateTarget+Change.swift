public import BSON

extension UpdateTarget where Value: BSONEncodable {
    /// Replaces the value.
    ///
    /// Setting `nil` removes the field, as writing a document without it does.
    public func set(_ value: Value) -> Change<Root> {
        let change = Change<Root>(.set, updatePath, value)
        guard case .success(.null) = change.operand else { return change }
        return Change(.unset, updatePath, true)
    }

    /// Gives the field a value if the update stores a new document, and otherwise
    /// leaves it.
    public func setOnInsert(_ value: Value) -> Change<Root> {
        Change(.setOnInsert, updatePath, value)
    }
}

extension UpdateTarget {
    /// Removes the field, so that it reads back as `nil`.
    public func unset<Wrapped>() -> Change<Root> where Value == Wrapped? {
        Change(.unset, updatePath, true)
    }
}

extension UpdateTarget where Value: BSONComparable {
    /// Replaces the value if the new one is less.
    public func min(_ value: Value) -> Change<Root> {
        Change(.minimum, updatePath, value)
    }

    /// Replaces the value if the new one is greater.
    public func max(_ value: Value) -> Change<Root> {
        Change(.maximum, updatePath, value)
    }
}

extension UpdateTarget {
    /// Replaces the value if there is none or the new one is less.
    public func min<Wrapped: BSONComparable>(
        _ value: Wrapped
    ) -> Change<Root> where Value == Wrapped? {
        Change(.minimum, updatePath, value)
    }

    /// Replaces the value if there is none or the new one is greater.
    public func max<Wrapped: BSONComparable>(
        _ value: Wrapped
    ) -> Change<Root> where Value == Wrapped? {
        Change(.maximum, updatePath, value)
    }
}
