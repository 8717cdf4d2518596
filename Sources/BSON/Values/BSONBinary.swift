/// Bytes, with a number that says what they are.
public struct BSONBinary: Hashable, Sendable {
    /// What bytes are.
    public struct Subtype: RawRepresentable, Hashable, Sendable {
        /// The number in BSON.
        public let rawValue: UInt8

        /// Creates a subtype; the numbers from 128 are the application's own.
        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// Any bytes.
        public static let generic = Subtype(rawValue: 0)
        /// The oldest form of any bytes, which repeats its length.
        public static let oldBinary = Subtype(rawValue: 2)
        /// A universally unique identifier.
        public static let uuid = Subtype(rawValue: 4)
    }

    /// What the bytes are.
    public var subtype: Subtype

    /// The bytes.
    public var bytes: [UInt8]

    /// Creates a value from bytes.
    public init(_ bytes: [UInt8], subtype: Subtype = .generic) {
        self.subtype = subtype
        self.bytes = bytes
    }

    init(value: Span<UInt8>) throws(BSONError) {
        let content = try Self.content(of: value)
        subtype = Subtype(rawValue: value[4])
        bytes = content.copied()
    }

    /// Returns the bytes that follow the length and the subtype.
    @_lifetime(copy value)
    static func content(of value: Span<UInt8>) throws(BSONError) -> Span<UInt8> {
        let length = try value.length(at: 0, atLeast: 0)
        let content = try value.part(5..<5 + length)
        guard value[4] == Subtype.oldBinary.rawValue else { return content }
        guard try content.length(at: 0, atLeast: 0) == length - 4 else {
            throw BSONError(.malformed(.length))
        }
        return content.extracting(droppingFirst: 4)
    }
}

extension BSONBinary: BSONCodable {
    /// Reads bytes with their subtype.
    ///
    /// - Throws: ``BSONError`` if the value is something else.
    public init(from reader: inout BSONReader) throws(BSONError) { self = try reader.binary() }

    /// Writes bytes with their subtype.
    public func write(to writer: inout BSONWriter) {
        writer.binary(subtype: subtype, bytes: bytes.span)
    }
}
