/// A reason why an uploaded picture is not published.
public enum ImageError: Error, Hashable, Sendable {
    /// The file is no picture.
    case notAnImage

    /// The file is a picture of a kind that is not accepted, such as SVG or HEIC.
    case unsupportedFormat

    /// The picture ends too early, or cannot be decoded.
    case damaged

    /// The picture has more pixels than the limits allow.
    case tooManyPixels(ImageLimits)

    /// The file has more bytes than the limits allow.
    case tooLarge(ImageLimits)

    /// The picture took longer than the limits allow.
    case timedOut

    /// The worker died or gave no sense; the log knows more.
    case failed
}

extension ImageError: CustomStringConvertible {
    /// The reason in words for the person who sent the picture.
    public var description: String {
        switch self {
        case .notAnImage:
            "This file is not a picture that can be shown: use JPEG, PNG, WebP or GIF."
        case .unsupportedFormat:
            "Pictures of this kind cannot be shown: use JPEG, PNG, WebP or GIF."
        case .damaged:
            "This picture is damaged or incomplete. Save it again and retry."
        case .tooManyPixels(let limits):
            "This picture is too large: at most \(limits.pixels / 1_000_000) megapixels and "
                + "\(limits.side) pixels on a side are accepted."
        case .tooLarge(let limits):
            "This file is too large: at most \(limits.fileBytes >> 20) MB are accepted."
        case .timedOut:
            "This picture took too long to prepare. A smaller one may work."
        case .failed:
            "This picture could not be prepared. Another file may work."
        }
    }
}
