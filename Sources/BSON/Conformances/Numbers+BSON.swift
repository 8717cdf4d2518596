extension Int: BSONCodable {
    /// Reads an integer of 32 or 64 bits, or a whole floating-point number.
    ///
    /// - Throws: ``BSONError`` if the value is something else.
    public init(from reader: inout BSONReader) throws(BSONError) { self = try reader.int() }

    /// Writes 64 bits, whatever the value, so that a field has one type.
    public func write(to writer: inout BSONWriter) { writer.int64(Int64(self)) }
}

extension Int32: BSONCodable {
    /// Reads an integer, or a whole floating-point number, that fits.
    ///
    /// - Throws: ``BSONError`` if the value is something else.
    public init(from reader: inout BSONReader) throws(BSONError) { self = try reader.int32() }

    /// Writes 32 bits.
    public func write(to writer: inout BSONWriter) { writer.int32(self) }
}

extension Int64: BSONCodable {
    /// Reads an integer of 32 or 64 bits, or a whole floating-point number.
    ///
    /// - Throws: ``BSONError`` if the value is something else.
    public init(from reader: inout BSONReader) throws(BSONError) { self = try reader.int64() }

    /// Writes 64 bits.
    public func write(to writer: inout BSONWriter) { writer.int64(self) }
}

extension Double: BSONCodable {
    /// Reads a number of any type but decimal.
    ///
    /// - Throws: ``BSONError`` if the value is something else.
    public init(from reader: inout BSONReader) throws(BSONError) { self = try reader.double() }

    /// Writes a floating-point number.
    public func write(to writer: inout BSONWriter) { writer.double(self) }
}

extension Float: BSONCodable {
    /// Reads a number of any type but decimal, rounded to what the type can hold.
    ///
    /// - Throws: ``BSONError`` if the value is something else.
    public init(from reader: inout BSONReader) throws(BSONError) {
        self.init(try reader.double())
    }

    /// Writes a floating-point number of 64 bits, the only size that BSON has.
    public func write(to writer: inout BSONWriter) { writer.double(Double(self)) }
}
