public import struct FoundationEssentials.Date

/// A twelve-byte identifier that sorts by the second it was made in.
public struct ObjectID: Hashable, Sendable {
    /// The seconds since 1970, and the first half of the process's random.
    let high: UInt64

    /// The rest of the process's random, and the counter.
    let low: UInt32

    init(high: UInt64, low: UInt32) {
        self.high = high
        self.low = low
    }

    /// Creates an identifier from the time, a random of this process and a counter.
    public init() {
        self = ObjectIDGenerator.shared.next()
    }

    /// Creates an identifier from its twelve bytes.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == 12, let value = try? ObjectID(at: 0, in: bytes.span) else {
            return nil
        }
        self = value
    }

    init(at offset: Int, in bytes: Span<UInt8>) throws(BSONError) {
        high = UInt64(bigEndian: try bytes.integer(at: offset))
        low = UInt32(bigEndian: try bytes.integer(at: offset + 8))
    }

    /// The twelve bytes.
    public var bytes: [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: high >> (56 - 8 * $0)) }
            + (0..<4).map { UInt8(truncatingIfNeeded: low >> (24 - 8 * $0)) }
    }

    /// The second in which the identifier was made.
    public var date: Date {
        Date(timeIntervalSince1970: Double(high >> 32))
    }
}

extension ObjectID: Comparable {
    /// Compares the bytes, as MongoDB does.
    public static func < (left: ObjectID, right: ObjectID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

extension ObjectID: LosslessStringConvertible {
    /// Creates an identifier from its 24 hexadecimal digits.
    public init?(_ hexadecimal: String) {
        guard hexadecimal.utf8.count == 24 else { return nil }
        var bytes: [UInt8] = []
        var pending: UInt8?
        for character in hexadecimal.utf8 {
            guard let digit = hexadecimalDigit(character) else { return nil }
            if let high = pending {
                bytes.append(high << 4 | digit)
                pending = nil
            } else {
                pending = digit
            }
        }
        self.init(bytes)
    }

    /// The 24 hexadecimal digits.
    public var description: String {
        let digits = Array("0123456789abcdef".utf8)
        let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}

extension ObjectID: BSONCodable {
    /// Reads an identifier.
    ///
    /// - Throws: ``BSONError`` if the value is something else.
    public init(from reader: inout BSONReader) throws(BSONError) { self = try reader.objectID() }

    /// Writes an identifier.
    public func write(to writer: inout BSONWriter) { writer.objectID(self) }
}
