extension Array: BSONEncodable where Element: BSONEncodable {
    /// Writes an array.
    @inlinable
    public func write(to writer: inout BSONWriter) {
        writer.array { writer in
            for element in self { writer.append(element) }
        }
    }
}

extension Array: BSONDecodable where Element: BSONDecodable {
    /// Reads an array.
    ///
    /// - Throws: ``BSONError`` if the value is something else.
    @inlinable
    public init(from reader: inout BSONReader) throws(BSONError) {
        self = try reader.array()
    }
}
