extension String: BSONCodable {
    /// Reads text.
    ///
    /// - Throws: ``BSONError`` if the value is something else, or not UTF-8.
    public init(from reader: inout BSONReader) throws(BSONError) { self = try reader.string() }

    /// Writes text.
    public func write(to writer: inout BSONWriter) { writer.string(self) }
}
