import CVips

/// A picture in libvips' hands.
@safe
struct Picture: ~Copyable {
    private let handle: UnsafeMutablePointer<VipsImage>

    private init(owning handle: UnsafeMutablePointer<VipsImage>?) throws(Refusal) {
        guard let handle = unsafe handle else { throw .damaged }
        unsafe self.handle = handle
    }

    /// Reads the header of `file`, and no pixels.
    init(headerOf file: UploadedFile) throws(Refusal) {
        try unsafe self.init(owning: cvips_header(file.descriptor))
    }

    /// Decodes `file`, upright, no wider than `width`, by what its header says.
    init(
        decoding file: UploadedFile, header: borrowing Picture, width: Int32
    ) throws(Refusal) {
        let hasProfile = unsafe cvips_has_profile(header.handle)
        try unsafe self.init(owning: cvips_decode(file.descriptor, width, hasProfile))
    }

    deinit {
        unsafe g_object_unref(handle)
    }

    /// The width as stored, in pixels.
    var width: Int { Int(unsafe vips_image_get_width(handle)) }

    /// The height as stored, in pixels.
    var height: Int { Int(unsafe vips_image_get_height(handle)) }

    /// The width when held upright.
    var uprightWidth: Int { isTurned ? height : width }

    /// The height when held upright.
    var uprightHeight: Int { isTurned ? width : height }

    /// Whether the camera lay on its side.
    private var isTurned: Bool { unsafe vips_image_get_orientation_swap(handle) != 0 }

    /// The picture at a smaller width.
    func shrunk(to width: Int32) throws(Refusal) -> Picture {
        try unsafe Picture(owning: cvips_shrink(handle, width))
    }

    /// The average color as a style sheet writes it.
    func averageColor() throws(Refusal) -> String {
        var red: UInt8 = 0
        var green: UInt8 = 0
        var blue: UInt8 = 0
        guard unsafe cvips_average(handle, &red, &green, &blue) == 0 else { throw .damaged }
        return [red, green, blue].reduce(into: "#") { color, part in
            color += (part < 16 ? "0" : "") + String(part, radix: 16)
        }
    }

    /// Encodes the picture for readers.
    ///
    /// A photograph that came as JPEG stays JPEG, which everything shows. The
    /// others may be transparent or drawn; WebP keeps both at a fraction of PNG's
    /// size, at a higher quality since flat areas show every fault.
    func encoded(from format: PictureFormat) throws(Refusal) -> EncodedPicture {
        var length = 0
        let start =
            format == .jpeg
            ? unsafe cvips_jpeg(handle, 82, &length) : unsafe cvips_webp(handle, 88, &length)
        guard let start = unsafe start else { throw .damaged }
        defer { unsafe g_free(start) }
        let bytes = unsafe [UInt8](UnsafeBufferPointer(start: start, count: length))
        return format == .jpeg
            ? EncodedPicture(width: width, height: height, mediaType: "image/jpeg", bytes: bytes)
            : EncodedPicture(
                width: width, height: height, mediaType: "image/webp",
                bytes: WebPContainer.withoutMetadata(bytes))
    }
}
