/// Walks over JSON text, one token at a time, as RFC 8259 says.
struct JSONScanner: ~Escapable {
    /// The text, which has been checked to be UTF-8.
    let text: Span<UInt8>

    /// Where the next token, or the white space before it, begins.
    var position = 0

    @_lifetime(copy text)
    init(_ text: Span<UInt8>) throws(BSONError) {
        try text.checkText()
        self.text = text
    }

    /// Skips white space and returns the byte behind it.
    mutating func peek() -> UInt8? {
        while position < text.count {
            switch text[position] {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"):
                position += 1
            case let byte: return byte
            }
        }
        return nil
    }

    /// Takes a punctuation mark, if it comes next.
    mutating func take(_ mark: Unicode.Scalar) -> Bool {
        guard peek() == UInt8(ascii: mark) else { return false }
        position += 1
        return true
    }

    /// Takes a punctuation mark.
    mutating func require(_ mark: Unicode.Scalar) throws(BSONError) {
        guard take(mark) else { throw failure(expected: "'\(mark)'") }
    }

    /// Takes a key and the colon behind it.
    mutating func key() throws(BSONError) -> String {
        guard peek() == UInt8(ascii: "\"") else { throw failure(expected: "a key") }
        let key = try string()
        try require(":")
        return key
    }

    /// Takes `true`, `false` or `null`.
    mutating func take(word: StaticString) -> Bool {
        _ = peek()
        let word = "\(word)".utf8Span.span
        guard text.holds(word.count, at: position) else { return false }
        for index in word.indices where text[position + index] != word[index] { return false }
        position += word.count
        return true
    }

    /// Checks that nothing but white space is left.
    mutating func finish() throws(BSONError) {
        if peek() != nil { throw failure(expected: "the end") }
    }

    /// The error of a text that goes on otherwise than it should.
    ///
    /// It never says how the text goes on, for that may be a value.
    func failure(expected: String, at offset: Int? = nil) -> BSONError {
        BSONError(.invalidJSON(expected: expected, offset: offset ?? position))
    }
}
