/// What a property holds that names documents of another model: a reference, perhaps one,
/// or several.
public protocol Referring {
    /// The model of the documents that are named.
    associatedtype Target: Document
}

extension Optional: Referring where Wrapped: Referring {
    /// The model of the documents that are named.
    public typealias Target = Wrapped.Target
}

extension Array: Referring where Element: Referring {
    /// The model of the documents that are named.
    public typealias Target = Element.Target
}

extension Set: Referring where Element: Referring {
    /// The model of the documents that are named.
    public typealias Target = Element.Target
}
