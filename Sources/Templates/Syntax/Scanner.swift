/// Splits a template into text and tags.
struct Scanner {
    private let source: [UInt8]
    private var offset = 0
    private var place: Place
    private var open: [UInt8] = Array("{{".utf8)
    private var close: [UInt8] = Array("}}".utf8)
    private var tokens: [Token] = []

    init(_ source: String, file: String) {
        self.source = Array(source.utf8)
        place = Place(file: file)
    }

    /// Reads the whole template.
    mutating func scan() throws(TemplateError) -> [Token] {
        while let start = position(of: open, from: offset) {
            readText(upTo: start)
            try readTag()
        }
        readText(upTo: source.count)
        return tokens
    }

    private func position(of pattern: [UInt8], from start: Int) -> Int? {
        guard source.count - pattern.count >= start else { return nil }
        return (start...(source.count - pattern.count)).first { index in
            source[index] == pattern[0] && source[index...].starts(with: pattern)
        }
    }

    /// Reads text, a token for each line.
    private mutating func readText(upTo end: Int) {
        while offset < end {
            let line = source[offset..<end]
            let newline = line.firstIndex(of: UInt8(ascii: "\n"))
            append(.text, source[offset..<(newline.map { $0 + 1 } ?? end)])
            move(to: newline.map { $0 + 1 } ?? end)
        }
    }

    private mutating func readTag() throws(TemplateError) {
        let sigilOffset = offset + open.count
        let sigil = sigilOffset < source.count ? source[sigilOffset] : 0
        let (kind, ending) = Self.kind(of: sigil, closedBy: close)
        let start = kind == .value ? sigilOffset : sigilOffset + 1
        guard let end = position(of: ending, from: start) else {
            let missing = String(decoding: ending, as: UTF8.self)
            throw TemplateError("this tag is never closed: '\(missing)' is missing", at: place)
        }
        let content = source[start..<end].trimmingBlanks().withoutBlanksAfterAsterisk()
        if kind == .delimiters {
            try setDelimiters(content)
        } else if kind != .comment {
            try checkName(content)
        }
        append(kind, content)
        move(to: end + ending.count)
    }

    private static func kind(
        of sigil: UInt8, closedBy close: [UInt8]
    ) -> (kind: Token.Kind, ending: [UInt8]) {
        switch Unicode.Scalar(sigil) {
        case "{": (.rawValue, [UInt8(ascii: "}")] + close)
        case "=": (.delimiters, [UInt8(ascii: "=")] + close)
        case "&": (.rawValue, close)
        case "#": (.section, close)
        case "^": (.invertedSection, close)
        case "/": (.close, close)
        case ">": (.partial, close)
        case "<": (.parent, close)
        case "$": (.block, close)
        case "!": (.comment, close)
        default: (.value, close)
        }
    }

    private mutating func setDelimiters(_ content: ArraySlice<UInt8>) throws(TemplateError) {
        let parts = content.split(whereSeparator: \.isBlank)
        guard parts.count == 2 else {
            throw TemplateError(
                "new delimiters are two, with a space between them, as in {{=<% %>=}}", at: place)
        }
        open = Array(parts[0])
        close = Array(parts[1])
    }

    private func checkName(_ content: ArraySlice<UInt8>) throws(TemplateError) {
        guard !content.isEmpty else { throw TemplateError("this tag has no name", at: place) }
        guard !content.contains(where: \.isBlank) else {
            let name = String(decoding: content, as: UTF8.self)
            throw TemplateError("'\(name)': a name has no spaces in it", at: place)
        }
    }

    private mutating func append(_ kind: Token.Kind, _ bytes: ArraySlice<UInt8>) {
        tokens.append(Token(kind: kind, bytes: Array(bytes), place: place))
    }

    private mutating func move(to end: Int) {
        place.move(past: source[offset..<end])
        offset = end
    }
}

extension ArraySlice<UInt8> {
    /// A dynamic name may be written as `* name`.
    fileprivate func withoutBlanksAfterAsterisk() -> ArraySlice<UInt8> {
        guard first == UInt8(ascii: "*") else { return self }
        return [UInt8(ascii: "*")] + dropFirst().trimmingBlanks()
    }

    func trimmingBlanks() -> ArraySlice<UInt8> {
        let start = drop(while: \.isBlank)
        guard let last = start.lastIndex(where: { !$0.isBlank }) else { return [] }
        return start[...last]
    }
}
