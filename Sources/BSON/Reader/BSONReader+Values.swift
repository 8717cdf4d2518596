extension BSONReader {
    /// Reads a boolean.
    ///
    /// - Throws: ``BSONError`` if the value is something else.
    public func bool() throws(BSONError) -> Bool {
        guard type == .bool else { throw mismatch("bool") }
        switch try bytes.integer(at: 0, as: UInt8.self) {
        case 0: return false
        case 1: return true
        default: throw BSONError(.malformed(.boolean))
        }
    }

    /// Reads an integer: 32 or 64 bits, or a floating-point number without a
    /// fraction, since the shell and JavaScript write those.
    ///
    /// - Throws: ``BSONError`` if the value is something else.
    public func int64() throws(BSONError) -> Int64 {
        switch type {
        case .int64: return try bytes.integer(at: 0)
        case .int32: return Int64(try bytes.integer(at: 0, as: Int32.self))
        case .double:
            guard let whole = Int64(exactly: try bits()) else {
                throw BSONError(.unexpectedValue(expected: "integer"))
            }
            return whole
        default: throw mismatch("integer")
        }
    }

    /// Reads an integer.
    ///
    /// - Throws: ``BSONError`` if the value is something else.
    public func int() throws(BSONError) -> Int {
        guard let value = Int(exactly: try int64()) else {
            throw BSONError(.unexpectedValue(expected: "Int"))
        }
        return value
    }

    /// Reads an integer that fits into 32 bits.
    ///
    /// - Throws: ``BSONError`` if the value is something else or does not fit.
    public func int32() throws(BSONError) -> Int32 {
        if type == .int32 { return try bytes.integer(at: 0) }
        guard let value = Int32(exactly: try int64()) else {
            throw BSONError(.unexpectedValue(expected: "Int32"))
        }
        return value
    }

    /// Reads a floating-point number, or an integer as the nearest one.
    ///
    /// - Throws: ``BSONError`` if the value is something else.
    public func double() throws(BSONError) -> Double {
        switch type {
        case .double: return try bits()
        case .int32, .int64: return Double(try int64())
        default: throw mismatch("number")
        }
    }

    /// Reads text.
    ///
    /// - Throws: ``BSONError`` if the value is something else, or not UTF-8.
    public func string() throws(BSONError) -> String {
        guard type == .string else { throw mismatch("string") }
        return try bytes.textBytes(at: 0).text()
    }

    /// Reads a date as milliseconds since 1970.
    ///
    /// - Throws: ``BSONError`` if the value is something else.
    public func dateMilliseconds() throws(BSONError) -> Int64 {
        guard type == .date else { throw mismatch("date") }
        return try bytes.integer(at: 0)
    }

    /// Reads an identifier.
    ///
    /// - Throws: ``BSONError`` if the value is something else.
    public func objectID() throws(BSONError) -> ObjectID {
        guard type == .objectID else { throw mismatch("objectID") }
        return try ObjectID(at: 0, in: bytes)
    }

    /// Reads bytes with their subtype.
    ///
    /// - Throws: ``BSONError`` if the value is something else.
    public func binary() throws(BSONError) -> BSONBinary {
        guard type == .binary else { throw mismatch("binary") }
        return try BSONBinary(value: bytes)
    }

    /// Copies a document out of the bytes.
    ///
    /// - Throws: ``BSONError`` if the value is something else, or malformed
    ///   anywhere within.
    public func document() throws(BSONError) -> BSONDocument {
        guard type == .document else { throw mismatch("document") }
        try validate()
        return BSONDocument(unchecked: bytes.copied())
    }

    @inline(__always)
    private func bits() throws(BSONError) -> Double {
        Double(bitPattern: try bytes.integer(at: 0))
    }
}
