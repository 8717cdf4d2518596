/// Collects the words of a text, up to a limit.
final class PlainTextWriter: MarkdownHandler {
    private let limit: Int
    private let byteLimit: Int
    private var bytes: [UInt8] = []
    /// For each open block or mark, whether its text is wanted.
    private var wanted: [Bool] = []

    init(limit: Int) {
        self.limit = limit
        // Bounds one `Character` too, which may be thousands of bytes long.
        byteLimit = min(limit, 1 << 24) * 8
    }

    /// The text, cut at a word.
    var text: String {
        let isCut = bytes.count > byteLimit
        var text = String(decoding: bytes, as: UTF8.self)
        // The cut may have gone through a character.
        while isCut, text.unicodeScalars.last == "\u{FFFD}" { text.unicodeScalars.removeLast() }
        while text.last?.isWhitespace == true { text.removeLast() }
        guard isCut || text.count > limit else { return text }
        let cut = text.prefix(limit - 1)
        let word = cut.lastIndex(where: \.isWhitespace).map { cut[..<$0] }
        // A script without blanks has no words to end at.
        let kept = word.flatMap { $0.count >= limit / 2 ? $0 : nil } ?? cut
        return kept + "…"
    }

    func enter(_ block: Block) throws(MarkdownError) {
        separate()
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
        case .characterReference: CharacterReference.append(text, to: &bytes)
        case .lineBreak, .softBreak: separate()
        case .nul: bytes += "\u{FFFD}".utf8
        }
        if bytes.count > byteLimit { throw .outputTooLarge(limit: byteLimit) }
    }

    private func separate() {
        append(UInt8(ascii: " "))
    }

    /// Appends text, with no blank at the start or after another.
    private func append(_ text: Span<UInt8>) {
        let blank = UInt8(ascii: " ")
        // In a variable of its own: each use of a property of an object is checked.
        var collected: [UInt8] = []
        swap(&collected, &bytes)
        var last = collected.last ?? blank
        for index in text.indices where collected.count <= byteLimit {
            let byte = text[index]
            if byte == blank, last == blank { continue }
            collected.append(byte)
            last = byte
        }
        swap(&collected, &bytes)
    }

    /// Appends `byte`, unless it is a blank at the start or after another.
    private func append(_ byte: UInt8) {
        let blank = UInt8(ascii: " ")
        if byte == blank, bytes.last ?? blank == blank { return }
        bytes.append(byte)
    }
}
