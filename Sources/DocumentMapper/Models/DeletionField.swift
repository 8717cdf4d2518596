public import struct FoundationEssentials.Date

/// The property of a model that says when a document was deleted, for those that are
/// kept.
public struct DeletionField<Model: Sendable>: Sendable {
    /// The name of the element in the document.
    public let key: String

    package let property: any WritableKeyPath<Model, Date?> & Sendable

    /// Names the property that `@DeletedAt` marks.
    public init(_ key: String, _ property: any WritableKeyPath<Model, Date?> & Sendable) {
        self.key = key
        self.property = property
    }
}
