extension Span<UInt8> {
    /// Returns whether `count` bytes lie at `offset`.
    @inline(__always)
    func holds(_ count: Int, at offset: Int) -> Bool {
        offset >= 0 && count >= 0 && offset <= self.count - count
    }

    /// Loads a little-endian integer.
    ///
    /// - Throws: ``BSONError`` if it would lie outside the span.
    @inline(__always)
    func integer<Integer: FixedWidthInteger & BitwiseCopyable>(
        at offset: Int, as type: Integer.Type = Integer.self
    ) throws(BSONError) -> Integer {
        guard holds(MemoryLayout<Integer>.size, at: offset) else {
            throw BSONError(.malformed(.length))
        }
        // The bytes were just seen to lie within the span, and any bytes make
        // an integer.
        return unsafe Integer(
            littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: type))
    }

    /// Returns the part of the span within `range`.
    ///
    /// - Throws: ``BSONError`` if it would lie outside the span.
    @inline(__always)
    @_lifetime(copy self)
    func part(_ range: Range<Int>) throws(BSONError) -> Span<UInt8> {
        guard holds(range.count, at: range.lowerBound) else {
            throw BSONError(.malformed(.length))
        }
        return extracting(range)
    }

    /// Returns the offset of the first zero byte at or after `offset`.
    ///
    /// - Throws: ``BSONError`` if there is none.
    @inline(__always)
    func terminator(from offset: Int) throws(BSONError) -> Int {
        var offset = offset
        while offset < count {
            if self[offset] == 0 { return offset }
            offset += 1
        }
        throw BSONError(.malformed(.terminator))
    }

    /// Returns whether the C string at `offset` is `key`.
    @inline(__always)
    func hasKey(_ key: Span<UInt8>, at offset: Int) -> Bool {
        holds(key.count + 1, at: offset) && self[offset + key.count] == 0
            && hasBytes(key, at: offset)
    }

    /// Returns whether `other` lies at `offset`.
    @inline(__always)
    func hasBytes(_ other: Span<UInt8>, at offset: Int) -> Bool {
        let length = other.count
        guard holds(length, at: offset) else { return false }
        var index = 0
        while index + 8 <= length {
            // Eight bytes lie at both places: `length` bytes do, and the loop
            // stops before fewer than eight are left.
            let word = unsafe bytes.unsafeLoadUnaligned(
                fromByteOffset: offset + index, as: UInt64.self)
            let otherWord = unsafe other.bytes.unsafeLoadUnaligned(
                fromByteOffset: index, as: UInt64.self)
            guard word == otherWord else { return false }
            index += 8
        }
        while index < length {
            guard self[offset + index] == other[index] else { return false }
            index += 1
        }
        return true
    }

    /// Copies the bytes.
    func copied() -> [UInt8] {
        // The pointer is used only within the closure.
        unsafe withUnsafeBufferPointer { unsafe Array($0) }
    }

    /// Copies text out of the bytes.
    ///
    /// - Throws: ``BSONError`` if they are not UTF-8.
    @inline(__always)
    func text() throws(BSONError) -> String {
        guard let text = try? UTF8Span(validating: self) else {
            throw BSONError(.malformed(.text))
        }
        return String(copying: text)
    }
}
