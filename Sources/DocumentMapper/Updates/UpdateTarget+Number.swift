public import BSON

extension UpdateTarget where Value: NumberValue {
    /// Adds to the number.
    public func increment(by amount: Value = Value(1)) -> Change<Root> {
        Change(.increment, updatePath, amount)
    }

    /// Multiplies the number.
    public func multiply(by factor: Value) -> Change<Root> {
        Change(.multiply, updatePath, factor)
    }
}

extension UpdateTarget {
    /// Adds to the number, or to zero if there is none.
    public func increment<Wrapped: NumberValue>(
        by amount: Wrapped = Wrapped(1)
    ) -> Change<Root> where Value == Wrapped? {
        Change(.increment, updatePath, amount)
    }

    /// Multiplies the number; makes it zero if there is none.
    public func multiply<Wrapped: NumberValue>(
        by factor: Wrapped
    ) -> Change<Root> where Value == Wrapped? {
        Change(.multiply, updatePath, factor)
    }
}

extension UpdateTarget where Value: BSONEncodable & FixedWidthInteger {
    /// Keeps the bits that are set in the mask too.
    public func formBitwiseAnd(_ mask: Value) -> Change<Root> {
        bitwise("and", mask)
    }

    /// Sets the bits of the mask.
    public func formBitwiseOr(_ mask: Value) -> Change<Root> {
        bitwise("or", mask)
    }

    /// Turns over the bits of the mask.
    public func formBitwiseXor(_ mask: Value) -> Change<Root> {
        bitwise("xor", mask)
    }

    private func bitwise(_ operation: String, _ mask: Value) -> Change<Root> {
        Change(.bit, updatePath) { () throws(BSONError) in
            .document([operation: try BSONValue(encoding: mask)])
        }
    }
}
