/// Bytes that are part of more, whose memory they share.
package struct SharedBytes: Sendable {
    let source: [UInt8]
    let range: Range<Int>

    /// The bytes, as long as nobody changes these.
    var span: Span<UInt8> {
        @_lifetime(borrow self)
        get { source.span.extracting(range) }
    }

    /// Copies text out of the bytes.
    ///
    /// - Throws: ``BSONError`` if they are not UTF-8.
    package func text() throws(BSONError) -> String {
        try span.text()
    }

    /// A part of these, at the same place in the same memory.
    func part(_ range: Range<Int>) -> SharedBytes {
        SharedBytes(
            source: source,
            range: self.range.lowerBound + range.lowerBound..<self.range.lowerBound
                + range.upperBound)
    }
}

extension SharedBytes: Hashable {
    /// Compares the bytes, wherever they lie.
    package static func == (first: SharedBytes, second: SharedBytes) -> Bool {
        first.range.count == second.range.count && first.span.hasBytes(second.span, at: 0)
    }

    /// Hashes the bytes alone.
    package func hash(into hasher: inout Hasher) {
        // The pointer is used only within the closure.
        unsafe span.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    }
}
