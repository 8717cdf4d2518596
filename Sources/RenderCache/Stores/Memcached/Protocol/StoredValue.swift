import NIOCore

/// Bytes as memcached keeps them, with a mark that says how to read them.
///
/// A placeholder, which a claim makes (`N`), is empty and has no mark, so an empty value needs
/// one. memcached counts on in whatever begins like a number and goes on with a space: a text
/// such as "12 monkeys" is kept behind a byte that no number begins with. So a number that has
/// spaces behind it is always a counter that has lost digits, for memcached pads those.
struct StoredValue: Sendable {
    private static let plain: UInt32 = 1
    private static let behindByte: UInt32 = 2

    let bytes: ByteBuffer
    let clientFlags: UInt32

    /// A value to be stored.
    init(_ value: ByteBuffer) {
        guard let first = value.readableBytesView.first, Self.beginsNumber(first),
            CounterText.number(value) == nil
        else {
            bytes = value
            clientFlags = Self.plain
            return
        }
        var bytes = ByteBufferAllocator().buffer(capacity: value.readableBytes + 1)
        bytes.writeInteger(UInt8(ascii: "="))
        bytes.writeImmutableBuffer(value)
        self.bytes = bytes
        clientFlags = Self.behindByte
    }

    /// What was stored, as it was.
    static func restored(_ bytes: ByteBuffer, clientFlags: UInt64?) -> ByteBuffer {
        var bytes = bytes
        if clientFlags == UInt64(behindByte) {
            bytes.moveReaderIndex(forwardBy: min(1, bytes.readableBytes))
        } else if let length = counterLength(bytes) {
            bytes.moveWriterIndex(to: bytes.readerIndex + length)
        }
        return bytes
    }

    /// What C's `strtoull`, with which memcached reads numbers, reads on after.
    private static func beginsNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
            UInt8(ascii: " "), 0x09...0x0D:
            true
        default: false
        }
    }

    /// How many digits there are before spaces, if there are spaces and nothing else.
    private static func counterLength(_ bytes: ByteBuffer) -> Int? {
        let view = bytes.readableBytesView
        guard view.last == UInt8(ascii: " ") else { return nil }
        let digits = view.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        let padding = view.dropFirst(digits.count)
        guard !digits.isEmpty, padding.allSatisfy({ $0 == UInt8(ascii: " ") }) else { return nil }
        return digits.count
    }
}
