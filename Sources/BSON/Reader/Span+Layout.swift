extension Span<UInt8> {
    /// Returns where a value that starts at `offset` ends.
    ///
    /// The answer may lie outside the span: the caller compares it with the
    /// container. Nothing in the value itself is checked beyond its length.
    @inline(__always)
    func end(of type: BSONType, at offset: Int) throws(BSONError) -> Int {
        switch type {
        case .undefined, .null, .minKey, .maxKey: offset
        case .bool: offset + 1
        case .int32: offset + 4
        case .double, .date, .timestamp, .int64: offset + 8
        case .objectID: offset + 12
        case .decimal128: offset + 16
        case .string, .javascript, .symbol: offset + 4 + (try length(at: offset, atLeast: 1))
        case .document, .array: offset + (try length(at: offset, atLeast: 5))
        case .binary: offset + 5 + (try length(at: offset, atLeast: 0))
        case .dbPointer: offset + 16 + (try length(at: offset, atLeast: 1))
        case .javascriptWithScope: offset + (try length(at: offset, atLeast: 14))
        case .regularExpression:
            try terminator(from: try terminator(from: offset) + 1) + 1
        }
    }

    /// Reads a length field.
    @inline(__always)
    func length(at offset: Int, atLeast minimum: Int) throws(BSONError) -> Int {
        let length = Int(try integer(at: offset, as: Int32.self))
        guard length >= minimum else { throw BSONError(.malformed(.length)) }
        return length
    }

    /// Returns the bytes of the text whose length field lies at `offset`.
    @inline(__always)
    @_lifetime(copy self)
    func textBytes(at offset: Int) throws(BSONError) -> Span<UInt8> {
        let length = try length(at: offset, atLeast: 1)
        let part = try part(offset + 4..<offset + 4 + length)
        guard part[length - 1] == 0 else { throw BSONError(.malformed(.terminator)) }
        return part.extracting(droppingLast: 1)
    }
}
