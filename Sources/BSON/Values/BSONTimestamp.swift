/// The time of an operation inside MongoDB; for times of your own use a date.
public struct BSONTimestamp: Hashable, Sendable {
    /// The seconds since 1970.
    public var seconds: UInt32

    /// The position among the operations of one second.
    public var increment: UInt32

    /// Creates a timestamp.
    public init(seconds: UInt32, increment: UInt32) {
        self.seconds = seconds
        self.increment = increment
    }
}

extension BSONTimestamp: Comparable {
    /// Compares times, then increments.
    public static func < (left: BSONTimestamp, right: BSONTimestamp) -> Bool {
        (left.seconds, left.increment) < (right.seconds, right.increment)
    }
}

extension BSONTimestamp: BSONCodable {
    /// Reads a timestamp.
    ///
    /// - Throws: ``BSONError`` if the value is something else.
    public init(from reader: inout BSONReader) throws(BSONError) { self = try reader.timestamp() }

    /// Writes a timestamp.
    public func write(to writer: inout BSONWriter) { writer.timestamp(self) }
}
