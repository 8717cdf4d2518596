/// A kind of picture that people may upload.
public enum ImageFormat: String, Hashable, Sendable {
    /// A photograph, usually.
    case jpeg

    /// A drawing or a screenshot, usually.
    case png

    /// Either, from the web.
    case webp

    /// A drawing; only the first frame is shown.
    case gif
}
