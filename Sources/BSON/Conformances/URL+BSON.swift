public import struct FoundationEssentials.URL

extension URL: BSONCodable {
    /// Reads text.
    ///
    /// - Throws: ``BSONError`` if the value is something else, or no URL.
    public init(from reader: inout BSONReader) throws(BSONError) {
        guard let url = URL(string: try reader.string()) else {
            throw BSONError(.unexpectedValue(expected: "URL"))
        }
        self = url
    }

    /// Writes the whole URL as text.
    public func write(to writer: inout BSONWriter) { writer.string(absoluteString) }
}
