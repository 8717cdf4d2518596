extension JSONScanner {
    /// Takes a string.
    mutating func string() throws(BSONError) -> String {
        try require("\"")
        let start = position
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return try text.extracting(start..<position - 1).text()
            case UInt8(ascii: "\\"): return try escapedString(from: start)
            case ..<0x20: throw failure(expected: "an escaped control character")
            default: position += 1
            }
        }
        throw failure(expected: "the end of a string")
    }

    /// The byte at the position, white space or not.
    private var current: UInt8? { position < text.count ? text[position] : nil }

    /// Takes the rest of a string that began at `start` and has an escape.
    private mutating func escapedString(from start: Int) throws(BSONError) -> String {
        var bytes = text.extracting(start..<position).copied()
        while let byte = current {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: bytes, as: UTF8.self)
            case UInt8(ascii: "\\"): try appendEscape(to: &bytes)
            case ..<0x20:
                throw failure(expected: "an escaped control character", at: position - 1)
            default: bytes.append(byte)
            }
        }
        throw failure(expected: "the end of a string")
    }

    private mutating func appendEscape(to bytes: inout [UInt8]) throws(BSONError) {
        let mark = current
        position += 1
        switch mark {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(mark ?? 0)
        case UInt8(ascii: "b"): bytes.append(0x08)
        case UInt8(ascii: "f"): bytes.append(0x0C)
        case UInt8(ascii: "n"): bytes.append(0x0A)
        case UInt8(ascii: "r"): bytes.append(0x0D)
        case UInt8(ascii: "t"): bytes.append(0x09)
        case UInt8(ascii: "u"): bytes += UTF8.encode(try unicodeEscape()).map(Array.init) ?? []
        default: throw failure(expected: "an escape", at: position - 1)
        }
    }

    /// Takes the digits of a `\u` escape, and the second one of a surrogate pair.
    private mutating func unicodeEscape() throws(BSONError) -> Unicode.Scalar {
        let start = position
        let first = try codeUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        // Half of a pair alone is no character, so no UTF-8 can hold it.
        guard UTF16.isLeadSurrogate(first), takeBackslashU() else {
            throw failure(expected: "a character", at: start)
        }
        let second = try codeUnit()
        guard UTF16.isTrailSurrogate(second) else {
            throw failure(expected: "a surrogate pair", at: start)
        }
        return UTF16.decode(UTF16.EncodedScalar([first, second]))
    }

    private mutating func takeBackslashU() -> Bool {
        guard text.holds(2, at: position), text[position] == UInt8(ascii: "\\"),
            text[position + 1] == UInt8(ascii: "u")
        else { return false }
        position += 2
        return true
    }

    private mutating func codeUnit() throws(BSONError) -> UInt16 {
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = current.flatMap(hexadecimalDigit) else {
                throw failure(expected: "four hexadecimal digits")
            }
            value = value << 4 | UInt16(digit)
            position += 1
        }
        return value
    }
}
