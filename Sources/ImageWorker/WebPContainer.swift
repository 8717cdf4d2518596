/// The chunks that a WebP file is made of.
enum WebPContainer {
    /// Returns `file` without the metadata that the encoder adds of its own.
    static func withoutMetadata(_ file: [UInt8]) -> [UInt8] {
        var kept = Array("WEBP".utf8)
        var rest = file.dropFirst(12)
        while rest.count >= 8 {
            let sizeBytes = rest.dropFirst(4).prefix(4)
            let size = sizeBytes.reversed().reduce(0) { $0 << 8 | Int($1) }
            // A chunk of odd size is followed by a byte of nothing.
            var chunk = Array(rest.prefix(8 + size + size % 2))
            rest = rest.dropFirst(chunk.count)
            if ["EXIF", "XMP ", "ICCP"].contains(String(decoding: chunk.prefix(4), as: UTF8.self)) {
                continue
            }
            // The extended header announces what follows it.
            if chunk.starts(with: "VP8X".utf8), chunk.count > 8 { chunk[8] &= ~0x2C }
            kept += chunk
        }
        let size = (0..<4).map { UInt8(truncatingIfNeeded: kept.count >> ($0 * 8)) }
        return Array("RIFF".utf8) + size + kept
    }
}
