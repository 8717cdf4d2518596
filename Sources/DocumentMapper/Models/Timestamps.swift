/// The properties of a model that say when a document was made and last changed.
public struct Timestamps<Model: Sendable>: Sendable {
    /// The property that `@CreatedAt` marks, if there is one.
    public let created: DateField<Model>?

    /// The property that `@UpdatedAt` marks, if there is one.
    public let updated: DateField<Model>?

    /// Names the properties that `@CreatedAt` and `@UpdatedAt` mark.
    public init(created: DateField<Model>?, updated: DateField<Model>?) {
        self.created = created
        self.updated = updated
    }
}
