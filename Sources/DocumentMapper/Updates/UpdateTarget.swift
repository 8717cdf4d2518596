/// What an update can change: a field of a document, or of elements of an array.
///
/// It only carries the methods that both have; nobody else conforms to it.
public protocol UpdateTarget<Root, Value>: Sendable {
    /// The model.
    associatedtype Root
    /// The type of the value.
    associatedtype Value

    /// The way from the document to the value.
    var updatePath: UpdatePath { get }
}

extension Field: UpdateTarget {
    /// The way from the document to the field.
    public var updatePath: UpdatePath { UpdatePath(dottedPath, optionals: optionals) }
}
