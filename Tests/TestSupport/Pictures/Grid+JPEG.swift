extension Grid {
    /// The picture as a baseline JPEG, with `segments` after its start.
    ///
    /// Squares of one color need no more than their average, so there is one
    /// Huffman code for "nothing more" and twelve for the size of a difference.
    package func jpeg(segments: [UInt8] = []) -> [UInt8] {
        let (width, height) = (columns * 8, rows * 8)
        var bytes: [UInt8] = [0xFF, 0xD8] + segments
        bytes += [0xFF, 0xDB, 0, 67, 0] + [UInt8](repeating: 1, count: 64)
        bytes += [0xFF, 0xC0, 0, 17, 8, UInt8(height >> 8), UInt8(height & 255)]
        bytes += [UInt8(width >> 8), UInt8(width & 255), 3]
        bytes += [1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]
        bytes += [0xFF, 0xC4, 0, 31, 0x00, 0, 0, 0, 12] + [UInt8](repeating: 0, count: 12)
        bytes += 0..<12
        bytes += [0xFF, 0xC4, 0, 20, 0x10, 1] + [UInt8](repeating: 0, count: 15) + [0]
        bytes += [0xFF, 0xDA, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 63, 0]
        bytes += scan()
        return bytes + [0xFF, 0xD9]
    }

    private func scan() -> [UInt8] {
        var bits = BitWriter()
        var previous = [0, 0, 0]
        for row in 0..<rows {
            for column in 0..<columns {
                for (component, value) in self[column, row].luminanceAndChroma.enumerated() {
                    let average = value * 8
                    bits.appendDifference(average - previous[component])
                    previous[component] = average
                }
            }
        }
        return bits.finished()
    }
}

extension Color {
    /// JPEG's own coordinates, around zero.
    fileprivate var luminanceAndChroma: [Int] {
        let (red, green, blue) = (Double(red), Double(green), Double(blue))
        return [
            0.299 * red + 0.587 * green + 0.114 * blue - 128,
            -0.1687 * red - 0.3313 * green + 0.5 * blue,
            0.5 * red - 0.4187 * green - 0.0813 * blue,
        ].map { Int($0.rounded()) }
    }
}

/// Packs codes into bytes, highest bit first.
private struct BitWriter {
    private var bytes: [UInt8] = []
    private var pending = 0
    private var count = 0

    mutating func appendDifference(_ difference: Int) {
        var size = 0
        while abs(difference) >> size > 0 { size += 1 }
        append(size, length: 4)
        append(difference < 0 ? difference + (1 << size) - 1 : difference, length: size)
        append(0, length: 1)
    }

    mutating func finished() -> [UInt8] {
        append(0x7F, length: 7)
        return bytes
    }

    private mutating func append(_ value: Int, length: Int) {
        pending = pending << length | value
        count += length
        while count >= 8 {
            count -= 8
            let byte = UInt8(truncatingIfNeeded: pending >> count)
            bytes += byte == 0xFF ? [0xFF, 0] : [byte]
        }
        pending &= 0xFF
    }
}
