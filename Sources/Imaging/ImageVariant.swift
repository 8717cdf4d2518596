/// A picture in one size.
public struct ImageVariant: Hashable, Sendable {
    /// The width in pixels.
    public let width: Int

    /// The height in pixels.
    public let height: Int

    /// The media type to serve it with.
    public let mediaType: String

    /// The encoded picture.
    public let bytes: [UInt8]
}
