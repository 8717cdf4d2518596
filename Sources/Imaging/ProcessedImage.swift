/// A picture that is safe to publish, in several sizes.
public struct ProcessedImage: Hashable, Sendable {
    /// What the upload was.
    public let format: ImageFormat

    /// The width of the upload when held upright, in pixels.
    public let width: Int

    /// The height of the upload when held upright, in pixels.
    public let height: Int

    /// The average color as a style sheet writes it, `#a0b1c2`, to show in the
    /// picture's place until it has loaded.
    public let averageColor: String

    /// The sizes made, narrowest first; there is at least one.
    public let variants: [ImageVariant]
}
