import TestSupport

/// The bytes of GIF files.
enum GIF {
    /// An animation of eight by eight pixels, one frame for each color.
    static func animation(_ colors: [Color]) -> [UInt8] {
        var bytes = Array("GIF89a".utf8) + [8, 0, 8, 0, 0xF1, 0, 0]
        for index in 0..<4 {
            let color = index < colors.count ? colors[index] : .yellow
            bytes += [color.red, color.green, color.blue]
        }
        for index in colors.indices {
            bytes += [0x21, 0xF9, 4, 0, 10, 0, 0, 0, 0x2C, 0, 0, 0, 0, 8, 0, 8, 0, 0]
            bytes += pixels(index)
        }
        return bytes + [0x3B]
    }

    /// Sixty-four pixels of one color as three-bit codes.
    ///
    /// A "clear" before every second pixel keeps the codes from growing.
    private static func pixels(_ color: Int) -> [UInt8] {
        let codes = (0..<32).flatMap { _ in [4, color, color] } + [5]
        var packed: [UInt8] = []
        var (pending, count) = (0, 0)
        for code in codes {
            pending |= code << count
            count += 3
            while count >= 8 {
                packed.append(UInt8(pending & 255))
                pending >>= 8
                count -= 8
            }
        }
        packed.append(UInt8(pending))
        return [2, UInt8(packed.count)] + packed + [0]
    }
}
