/// A save that would have overwritten what someone else wrote.
///
/// Nothing was written, and the document is as it was. Show both sides, or
/// apply the edit to ``theirs`` and save that.
public struct ConflictError<Model: Document>: Error {
    /// What was refused, such as `save blog.posts`.
    public let operation: String

    /// The document that was to be saved.
    public let mine: Model

    /// The document as it is stored now, or `nil` if it was deleted.
    public let theirs: Model?

    /// The document as it was loaded, before either edit.
    public let base: Model
}

extension ConflictError: CustomStringConvertible {
    /// What happened, without the values of the documents: the identifier may be one.
    public var description: String {
        let change = theirs == nil ? "deleted" : "changed"
        return "\(operation): The document was \(change) since it was loaded."
    }
}

extension ConflictError: Equatable where Model: Equatable {}
