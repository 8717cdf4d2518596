public import BSON

extension Field where Value: BSONEncodable {
    /// Replaces the value.
    ///
    /// Setting `nil` removes the field, as writing a document without it does.
    public func set(_ value: Value) -> Change<Root> {
        let change = Change<Root>(.set, dottedPath, value)
        guard case .success(.null) = change.operand else { return change }
        return Change(.unset, dottedPath, true)
    }
}

extension Field {
    /// Removes the field, so that it reads back as `nil`.
    public func unset<Wrapped>() -> Change<Root> where Value == Wrapped? {
        Change(.unset, dottedPath, true)
    }
}

extension Field where Value: BSONEncodable & Comparable {
    /// Replaces the value if the new one is less.
    public func min(_ value: Value) -> Change<Root> {
        Change(.minimum, dottedPath, value)
    }

    /// Replaces the value if the new one is greater.
    public func max(_ value: Value) -> Change<Root> {
        Change(.maximum, dottedPath, value)
    }
}

extension Field where Value: BSONEncodable & Numeric {
    /// Adds to the number.
    public func increment(by amount: Value = 1) -> Change<Root> {
        Change(.increment, dottedPath, amount)
    }

    /// Multiplies the number.
    public func multiply(by factor: Value) -> Change<Root> {
        Change(.multiply, dottedPath, factor)
    }
}
