/// A value that is stored as an array.
public protocol ArrayValue {
    /// The type of the elements.
    associatedtype Element
}

extension Array: ArrayValue {}

extension Set: ArrayValue {}

extension Optional: ArrayValue where Wrapped: ArrayValue {
    /// The type of the elements of the array, if there is one.
    public typealias Element = Wrapped.Element
}
