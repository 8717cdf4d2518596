extension [UInt8] {
    /// Appends `text` for element content or a quoted attribute.
    ///
    /// Goes by byte, not by character: a quote followed by a combining mark is
    /// one `Character`, and no less a quote to a browser.
    mutating func appendEscaped(_ text: Span<UInt8>) {
        var start = 0
        for index in text.indices {
            let escaped: StaticString
            switch text[index] {
            case UInt8(ascii: "&"): escaped = "&amp;"
            case UInt8(ascii: "<"): escaped = "&lt;"
            case UInt8(ascii: ">"): escaped = "&gt;"
            case UInt8(ascii: "\""): escaped = "&quot;"
            case UInt8(ascii: "'"): escaped = "&#39;"
            default: continue
            }
            append(text.extracting(start..<index))
            append(escaped)
            start = index + 1
        }
        append(text.extracting(start..<text.count))
    }

    /// Appends a text of the program's own.
    mutating func append(_ literal: StaticString) {
        literal.withUTF8Buffer { unsafe append(contentsOf: $0) }
    }

    /// Appends bytes in one piece.
    private mutating func append(_ bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }
}
