/// A save that would have overwritten what someone else wrote.
///
/// Nothing was written, and the document is as it was. Show both sides, or
/// apply the edit to ``theirs`` and save that.
public struct ConflictError<Model: Document>: Error {
    /// The document that was to be saved.
    public let mine: Model

    /// The document as it is stored now, or `nil` if it was deleted.
    public let theirs: Model?

    /// The document as it was loaded, before either edit.
    public let base: Model
}

extension ConflictError: CustomStringConvertible {
    /// What happened, without the values of the documents.
    public var description: String {
        theirs == nil
            ? "The document of '\(Model.collection)' was deleted since it was loaded."
            : "The document of '\(Model.collection)' was changed since it was loaded."
    }
}

extension ConflictError: Equatable where Model: Equatable {}
