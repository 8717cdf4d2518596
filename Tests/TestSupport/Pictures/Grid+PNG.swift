extension Grid {
    /// The picture as a PNG with an alpha channel, not compressed.
    package func png() -> [UInt8] {
        var pixels: [UInt8] = []
        for y in 0..<(rows * 8) {
            pixels.append(0)
            for x in 0..<(columns * 8) {
                let color = self[x / 8, y / 8]
                pixels += [color.red, color.green, color.blue, color.alpha]
            }
        }
        return PNG.file(width: columns * 8, height: rows * 8, pixels: pixels)
    }
}

/// The bytes of PNG files.
package enum PNG {
    /// A file of 8-bit pixels with alpha; each row begins with a zero.
    package static func file(width: Int, height: Int, pixels: [UInt8]) -> [UInt8] {
        let header = bigEndian(width) + bigEndian(height) + [8, 6, 0, 0, 0]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + chunk("IHDR", header) + chunk("tEXt", Array("Comment\0secret-place".utf8))
            + chunk("IDAT", stored(pixels)) + chunk("IEND", [])
    }

    private static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = [0x78, 0x01]
        var rest = bytes[...]
        repeat {
            let part = rest.prefix(65_535)
            rest = rest.dropFirst(65_535)
            let (low, high) = (UInt8(part.count & 255), UInt8(part.count >> 8))
            result += [rest.isEmpty ? 1 : 0, low, high, ~low, ~high] + part
        } while !rest.isEmpty
        var (first, second) = (1, 0)
        for byte in bytes {
            first = (first + Int(byte)) % 65_521
            second = (second + first) % 65_521
        }
        return result + bigEndian(second << 16 | first)
    }

    private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + content
        return bigEndian(content.count) + body + bigEndian(checksum(body))
    }

    private static func checksum(_ bytes: [UInt8]) -> Int {
        var sum: UInt32 = ~0
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return Int(~sum)
    }

    private static func bigEndian(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
