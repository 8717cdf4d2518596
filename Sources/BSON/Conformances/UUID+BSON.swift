public import struct FoundationEssentials.UUID

extension UUID: BSONCodable {
    /// Reads sixteen bytes of subtype 4.
    ///
    /// - Throws: ``BSONError`` if the value is something else.
    public init(from reader: inout BSONReader) throws(BSONError) {
        let binary = try reader.binary()
        let bytes = binary.bytes
        guard binary.subtype == .uuid, bytes.count == 16 else {
            throw BSONError(.unexpectedValue(expected: "UUID"))
        }
        self.init(
            uuid: (
                bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7],
                bytes[8], bytes[9], bytes[10], bytes[11], bytes[12], bytes[13], bytes[14],
                bytes[15]
            ))
    }

    /// Writes sixteen bytes of subtype 4.
    public func write(to writer: inout BSONWriter) {
        let (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p) = uuid
        let bytes = [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p]
        writer.binary(subtype: .uuid, bytes: bytes.span)
    }
}
