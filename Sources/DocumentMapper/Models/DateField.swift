public import struct FoundationEssentials.Date

/// The property of a model that says when something happened to a document.
public struct DateField<Model: Sendable>: Sendable {
    /// The name of the element in the document.
    public let key: String

    package let property: any WritableKeyPath<Model, Date> & Sendable

    /// Names the property that `@CreatedAt` or `@UpdatedAt` marks.
    public init(_ key: String, _ property: any WritableKeyPath<Model, Date> & Sendable) {
        self.key = key
        self.property = property
    }
}
