extension Span<UInt8> {
    /// Whether these are the bytes.
    func holds(_ bytes: [UInt8]) -> Bool {
        guard count == bytes.count else { return false }
        for index in indices where self[index] != bytes[index] { return false }
        return true
    }

    /// Whether the bytes from `start` on spell a name of letters and hyphens, in whatever
    /// case; `name` is in lower case.
    func spells(_ name: StaticString, at start: Int) -> Bool {
        // Sets the bit in which upper and lower case differ, and which a hyphen has.
        let length = name.utf8CodeUnitCount
        guard start + length <= count else { return false }
        for index in 0..<length
        where unsafe self[start + index] | 0x20 != name.utf8Start[index] { return false }
        return true
    }

    /// The first place of a byte.
    func firstIndex(of byte: UInt8) -> Int? {
        for index in indices where self[index] == byte { return index }
        return nil
    }

    /// The bytes of a range, as an array.
    func array(_ range: Range<Int>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count)
        for index in range { bytes.append(self[index]) }
        return bytes
    }

    /// The bytes of a range, as text.
    func text(_ range: Range<Int>) -> String {
        String(decoding: array(range), as: UTF8.self)
    }
}
