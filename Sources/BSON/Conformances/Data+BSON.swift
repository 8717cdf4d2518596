public import struct FoundationEssentials.Data

/// Bytes are `Data`, or ``BSONBinary`` where their subtype matters. `[UInt8]` is
/// neither: it would read like an array of numbers, and be stored as one.
extension Data: BSONCodable {
    /// Reads bytes of the generic subtypes, 0 and 2.
    ///
    /// - Throws: ``BSONError`` if the value is something else.
    public init(from reader: inout BSONReader) throws(BSONError) {
        let binary = try reader.binary()
        guard binary.subtype == .generic || binary.subtype == .oldBinary else {
            throw BSONError(.unexpectedValue(expected: "Data"))
        }
        self.init(binary.bytes)
    }

    /// Writes bytes of subtype 0.
    public func write(to writer: inout BSONWriter) {
        writer.binary(subtype: .generic, bytes: span)
    }
}
