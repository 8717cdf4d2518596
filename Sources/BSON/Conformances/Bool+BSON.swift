extension Bool: BSONCodable {
    /// Reads a boolean.
    ///
    /// - Throws: ``BSONError`` if the value is something else.
    public init(from reader: inout BSONReader) throws(BSONError) { self = try reader.bool() }

    /// Writes a boolean.
    public func write(to writer: inout BSONWriter) { writer.bool(self) }
}
