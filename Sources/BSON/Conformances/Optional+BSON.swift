extension Optional: BSONEncodable where Wrapped: BSONEncodable {
    /// Writes the value, or null.
    ///
    /// As a field, `nil` is left out instead: see ``BSONWriter/append(_:_:)``.
    @inlinable
    public func write(to writer: inout BSONWriter) {
        if let self { self.write(to: &writer) } else { writer.null() }
    }
}

extension Optional: BSONDecodable where Wrapped: BSONDecodable {
    /// Reads a value, or `nil` for null.
    ///
    /// - Throws: ``BSONError`` if the value is something else.
    @inlinable
    public init(from reader: inout BSONReader) throws(BSONError) {
        self = reader.isNull ? nil : try Wrapped(from: &reader)
    }
}
