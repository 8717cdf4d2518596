/// What cameras write into files beside the picture.
package enum Metadata {
    /// The words that no published picture may hold.
    package static let secret = "secret-place"

    /// An Exif segment with an orientation, a description and a place, and a
    /// comment.
    package static func segments(orientation: Int) -> [UInt8] {
        let description = Array(secret.utf8) + [0]
        // Three entries from byte 8 end at 50; then the text, then the place.
        let place = 50 + description.count
        var tiff: [UInt8] = [0x49, 0x49, 0x2A, 0, 8, 0, 0, 0, 3, 0]
        tiff += entry(0x010E, type: 2, count: description.count, value: 50)
        tiff += entry(0x0112, type: 3, count: 1, value: orientation)
        tiff += entry(0x8825, type: 4, count: 1, value: place)
        tiff += [0, 0, 0, 0] + description
        tiff += [1, 0] + entry(1, type: 2, count: 2, value: 0x4E) + [0, 0, 0, 0]
        return segment(0xE1, Array("Exif\0\0".utf8) + tiff) + segment(0xFE, Array(secret.utf8))
    }

    private static func entry(_ tag: Int, type: Int, count: Int, value: Int) -> [UInt8] {
        littleEndian(tag, 2) + littleEndian(type, 2) + littleEndian(count, 4)
            + littleEndian(value, 4)
    }

    private static func littleEndian(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    private static func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
        let length = content.count + 2
        return [0xFF, marker, UInt8(length >> 8), UInt8(length & 255)] + content
    }
}
