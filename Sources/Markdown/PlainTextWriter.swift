/// Collects the words of a text, up to a limit.
final class PlainTextWriter: MarkdownHandler {
    private static let blank = UInt8(ascii: " ")

    /// The most code points that the text may have.
    private let limit: Int
    private var bytes: [UInt8] = []
    /// How many code points the bytes are.
    private var count = 0
    /// Whether a blank comes before the next word, if there is one.
    private var isBlankDue = false
    /// Whether there was more to collect.
    private var isTooLong = false
    /// For each open block or mark, whether its text is wanted.
    private var wanted: [Bool] = []

    init(limit: Int) {
        self.limit = limit
    }

    /// The text; one that is too long ends at a word, with an ellipsis.
    var text: String {
        guard isTooLong else { return String(decoding: bytes, as: UTF8.self) }
        let end = place(before: limit - 1, from: (bytes.count, count))
        var word = end
        // A script without blanks has no words to end at.
        while word.count > limit / 2 {
            word = place(before: word.count - 1, from: word)
            if bytes[word.index] == Self.blank { return beginning(word.index) }
        }
        return beginning(end.index)
    }

    /// Finds where a number of code points ends, going back from where more of them end.
    private func place(
        before wanted: Int, from end: (index: Int, count: Int)
    ) -> (index: Int, count: Int) {
        var (index, count) = end
        while count > wanted {
            index -= 1
            if Self.begins(bytes[index]) { count -= 1 }
        }
        return (index, count)
    }

    /// The whole characters before an index, and an ellipsis.
    private func beginning(_ end: Int) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        let place = text.utf8.index(text.startIndex, offsetBy: end)
        let isWhole = String.Index(place, within: text) != nil
        return String(isWhole ? text[..<place] : text[..<place].dropLast()) + "…"
    }

    func enter(_ block: Block) throws(MarkdownError) {
        isBlankDue = true
        if case .code = block { wanted.append(false) } else { wanted.append(true) }
    }

    func enter(_ inline: Inline) throws(MarkdownError) {
        let outer = wanted.last ?? true
        if case .image = inline { wanted.append(false) } else { wanted.append(outer) }
    }

    func leave() throws(MarkdownError) {
        wanted.removeLast()
    }

    func text(_ kind: TextKind, _ text: Span<UInt8>) throws(MarkdownError) {
        guard wanted.last ?? true else { return }
        switch kind {
        case .plain, .code: append(text)
        case .characterReference:
            var decoded: [UInt8] = []
            CharacterReference.append(text, to: &decoded)
            append(decoded.span)
        case .lineBreak, .softBreak: isBlankDue = true
        case .nul: append("\u{FFFD}".utf8.span)
        }
        // Nothing that follows would be shown.
        if isTooLong { throw .outputTooLarge(limit: limit) }
    }

    /// Appends text, with one blank between words and none at the start.
    private func append(_ text: Span<UInt8>) {
        // In a variable of its own: each use of a property of an object is checked.
        var collected: [UInt8] = []
        swap(&collected, &bytes)
        defer { swap(&collected, &bytes) }
        for index in text.indices {
            let byte = text[index]
            if Self.isBlank(byte) {
                isBlankDue = true
                continue
            }
            if Self.begins(byte) {
                let needsBlank = isBlankDue && count > 0
                guard count + (needsBlank ? 2 : 1) <= limit else {
                    isTooLong = true
                    return
                }
                if needsBlank { collected.append(Self.blank) }
                count += needsBlank ? 2 : 1
                isBlankDue = false
            }
            collected.append(byte)
        }
    }

    /// Whether a byte of UTF-8 is the first of a code point.
    private static func begins(_ byte: UInt8) -> Bool { byte & 0xC0 != 0x80 }

    /// Whether a byte is one of ASCII's blanks.
    private static func isBlank(_ byte: UInt8) -> Bool { byte == blank || 9...13 ~= byte }
}
