/// A kind of picture that may be decoded.
enum PictureFormat: String {
    case jpeg
    case png
    case webp
    case gif

    /// Recognizes a file by its first bytes; a name or a declared type is only
    /// a claim.
    init(header: [UInt8]) throws(Refusal) {
        if header.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if header.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if header.starts(with: "GIF87a".utf8) || header.starts(with: "GIF89a".utf8) {
            self = .gif
        } else if header.starts(with: "RIFF".utf8), header.dropFirst(8).starts(with: "WEBP".utf8) {
            self = .webp
        } else if Self.isRefused(header) {
            throw .unsupportedFormat
        } else {
            throw .notAnImage
        }
    }

    /// The class of libvips that reads it.
    var loader: String {
        switch self {
        case .jpeg: "VipsForeignLoadJpeg"
        case .png: "VipsForeignLoadPng"
        case .webp: "VipsForeignLoadWebp"
        case .gif: "VipsForeignLoadNsgif"
        }
    }

    /// Whether the file is of a known kind that is not decoded: SVG, TIFF, HEIC,
    /// AVIF, PDF, Photoshop, BMP and icons.
    private static func isRefused(_ header: [UInt8]) -> Bool {
        let starts = ["<svg", "<?xml", "II*\0", "MM\0*", "%PDF", "8BPS", "BM", "\0\0\u{1}\0"]
        return starts.contains { header.starts(with: $0.utf8) }
            || header.dropFirst(4).starts(with: "ftyp".utf8)
    }
}
