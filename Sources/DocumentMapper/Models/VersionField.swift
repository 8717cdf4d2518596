/// The property of a model that counts its saves.
public struct VersionField<Model: Sendable>: Sendable {
    /// The name of the element in the document.
    public let key: String

    let property: any WritableKeyPath<Model, Int> & Sendable

    /// Names the property that `@Version` marks.
    public init(_ key: String, _ property: any WritableKeyPath<Model, Int> & Sendable) {
        self.key = key
        self.property = property
    }
}
