import Glibc

/// What the worker prints.
struct Answer {
    private var head: String
    private var pictures: [UInt8] = []

    /// An answer to which pictures will be added.
    init(format: PictureFormat, width: Int, height: Int, color: String) {
        head = "picture \(format.rawValue) \(width) \(height) \(color)\n"
    }

    /// An answer that says why there are no pictures.
    init(refusal: Refusal) {
        head = "refused \(refusal.rawValue)\n"
    }

    /// Adds a picture.
    mutating func add(_ picture: EncodedPicture) {
        head += "variant \(picture.width) \(picture.height) \(picture.mediaType)"
        head += " \(picture.bytes.count)\n"
        pictures += picture.bytes
    }

    /// Writes everything, and says whether that succeeded.
    func write(to descriptor: Int32) -> Bool {
        var rest = Array((head + "\n").utf8)[...] + pictures
        while !rest.isEmpty {
            let written = unsafe rest.withUnsafeBytes { bytes in
                unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
            }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return false }
            rest = rest.dropFirst(written)
        }
        return true
    }
}
