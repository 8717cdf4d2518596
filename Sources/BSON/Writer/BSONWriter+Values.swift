extension BSONWriter {
    /// Writes a boolean.
    public mutating func bool(_ value: Bool) {
        guard begin(.bool) else { return }
        buffer.append(value ? 1 : 0)
    }

    /// Writes a 32-bit integer.
    public mutating func int32(_ value: Int32) {
        guard begin(.int32) else { return }
        append(integer: UInt32(bitPattern: value))
    }

    /// Writes a 64-bit integer.
    public mutating func int64(_ value: Int64) {
        guard begin(.int64) else { return }
        append(integer: UInt64(bitPattern: value))
    }

    /// Writes a floating-point number.
    public mutating func double(_ value: Double) {
        guard begin(.double) else { return }
        append(integer: value.bitPattern)
    }

    /// Writes text.
    public mutating func string(_ value: String) {
        guard begin(.string) else { return }
        append(text: value.utf8Span.span)
    }

    /// Writes an identifier.
    public mutating func objectID(_ value: ObjectID) {
        guard begin(.objectID) else { return }
        append(value)
    }

    /// Writes a date.
    public mutating func date(milliseconds: Int64) {
        guard begin(.date) else { return }
        append(integer: UInt64(bitPattern: milliseconds))
    }

    /// Writes a null.
    public mutating func null() {
        _ = begin(.null)
    }

    /// Writes bytes with their subtype.
    public mutating func binary(subtype: BSONBinary.Subtype, bytes: Span<UInt8>) {
        guard begin(.binary) else { return }
        let isOld = subtype == .oldBinary
        guard let length = UInt32(exactly: bytes.count + (isOld ? 4 : 0)), length <= Int32.max
        else {
            fail(.tooLarge)
            append(integer: UInt32(0))
            buffer.append(0)
            return
        }
        append(integer: length)
        buffer.append(subtype.rawValue)
        // The oldest subtype says its length a second time.
        if isOld { append(integer: length - 4) }
        append(span: bytes)
    }

    /// Writes a value as it stands in other bytes, without looking into it.
    public mutating func copy(_ value: borrowing BSONReader) {
        if expectation != .document || value.type != .document {
            guard begin(value.type) else { return }
        }
        hasCopied = true
        append(span: value.bytes)
    }

    /// Appends the twelve bytes of an identifier.
    mutating func append(_ value: ObjectID) {
        append(integer: value.high.byteSwapped)
        append(integer: value.low.byteSwapped)
    }
}
