import NIOCore

/// Counters as stores keep them: decimal text.
enum CounterText {
    /// The number, if the bytes are one of 64 bits and nothing else.
    static func number(_ bytes: ByteBuffer) -> UInt64? {
        let digits = bytes.readableBytesView
        guard (1...20).contains(digits.count),
            digits.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
        else { return nil }
        return UInt64(String(decoding: digits, as: UTF8.self))
    }

    static func bytes(_ number: UInt64) -> ByteBuffer {
        ByteBuffer(string: String(number))
    }
}
