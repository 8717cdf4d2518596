extension HTMLState {
    /// Moves past one byte of literal text.
    ///
    /// The rules are those of the HTML tokenizer, less what a template does not
    /// need; where both could differ the byte is refused.
    ///
    /// - Throws: `HTMLProblem` when the byte makes an earlier value unsafe.
    mutating func read(_ byte: UInt8) throws(HTMLProblem) {
        let scalar = Unicode.Scalar(byte)
        json?.read(byte)
        dropsNewline = false
        switch position {
        case .text: if scalar == "<" { position = .tagOpen }
        case .tagOpen: readTagOpen(byte)
        case .endTagOpen:
            if byte.isLetter { startTag(byte, isEnd: true) } else { leaveOrDeclare(byte) }
        case .tagName: readTagName(byte)
        case .between, .afterValue: readBetween(byte)
        case .joined:
            guard byte.isBlank || scalar == "/" || scalar == ">" else {
                throw HTMLProblem(
                    "after a section that may write an attribute comes a space, '/' or '>'")
            }
            readBetween(byte)
        case .attributeName: try readAttributeName(byte)
        case .afterAttributeName:
            if scalar == "=" { position = .beforeValue } else if !byte.isBlank { readBetween(byte) }
        case .beforeValue: readBeforeValue(byte)
        case .quoted(let quote): try readQuoted(byte, quote)
        case .unquoted: readUnquoted(byte)
        case .markupDeclaration(let start): readMarkupDeclaration(start + [byte])
        case .declaration: if scalar == ">" { position = .text }
        case .comment(let last): readComment(last + [byte])
        case .rawText: if scalar == "<" { position = .rawTextLess }
        case .rawTextLess: try readRawTextLess(byte)
        case .rawTextEndTag(let name): try readRawTextEndTag(name, byte)
        }
    }

    private mutating func readTagOpen(_ byte: UInt8) {
        switch Unicode.Scalar(byte) {
        case "/": position = .endTagOpen
        case "!": position = .markupDeclaration([])
        case "?": position = .declaration
        case "<": position = .tagOpen
        default: if byte.isLetter { startTag(byte, isEnd: false) } else { position = .text }
        }
    }

    private mutating func leaveOrDeclare(_ byte: UInt8) {
        position = byte == UInt8(ascii: ">") ? .text : .declaration
    }

    private mutating func startTag(_ byte: UInt8, isEnd: Bool) {
        self = HTMLState(
            position: .tagName, element: byte.lowercaseCharacter, isEndTag: isEnd,
            keepsBlanks: keepsBlanks)
    }

    private mutating func readTagName(_ byte: UInt8) {
        if byte.isBlank || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">") {
            readBetween(byte)
        } else {
            element += byte.lowercaseCharacter
        }
    }

    private mutating func readBetween(_ byte: UInt8) {
        if byte == UInt8(ascii: ">") {
            endTag()
        } else if byte.isBlank || byte == UInt8(ascii: "/") {
            position = .between
        } else {
            position = .attributeName
            attribute = byte.lowercaseCharacter
        }
    }

    private mutating func endTag() {
        let isRawText = !isEndTag && Self.rawTextElements.contains(element)
        let isJSON = isRawText && element == "script" && decisive.isJSON
        let isVerbatim = Self.verbatimElements.contains(element)
        self = HTMLState(
            position: isRawText ? .rawText : .text, element: isRawText ? element : "",
            json: isJSON ? .between : nil, keepsBlanks: isVerbatim ? !isEndTag : keepsBlanks,
            dropsNewline: isVerbatim && !isEndTag)
    }

    private var isDecisive: Bool { attribute == DecisiveAttribute.name(in: element) }

    private mutating func readAttributeName(_ byte: UInt8) throws(HTMLProblem) {
        if isDecisive, byte.isBlank || "=/>".utf8.contains(byte) {
            decisive.begin()
        }
        switch Unicode.Scalar(byte) {
        case "=": position = .beforeValue
        case "/", ">": readBetween(byte)
        default:
            if byte.isBlank {
                position = .afterAttributeName
            } else {
                attribute += byte.lowercaseCharacter
            }
        }
        if attribute == "http-equiv" {
            guard !hasValue else {
                throw HTMLProblem("a tag with 'http-equiv' has no values in it")
            }
            isHeader = true
        }
    }

    private mutating func readBeforeValue(_ byte: UInt8) {
        switch Unicode.Scalar(byte) {
        case "\"", "'":
            position = .quoted(byte)
            address = isAddress ? AddressProgress() : nil
        case ">": endTag()
        default:
            guard !byte.isBlank else { return }
            position = .unquoted
            readUnquoted(byte)
        }
    }

    private mutating func readUnquoted(_ byte: UInt8) {
        if byte.isBlank {
            position = .between
        } else if byte == UInt8(ascii: ">") {
            endTag()
        } else if isDecisive {
            decisive.read(byte)
        }
    }

    private var isAddress: Bool {
        switch purpose {
        case .address, .addressList, .trustedAddress: true
        case .plain, .refused: false
        }
    }

    /// Whether a dot keeps `byte` from beginning a host.
    func needsDot(before byte: UInt8) -> Bool {
        guard case .quoted(let quote) = position, byte != quote else { return false }
        return address?.needsDot(before: byte) ?? false
    }

    private mutating func readQuoted(_ byte: UInt8, _ quote: UInt8) throws(HTMLProblem) {
        if byte == quote {
            position = .afterValue
            attribute = ""
            address = nil
        } else if isDecisive {
            decisive.read(byte)
        } else if address != nil {
            let inList = purpose == .addressList
            try address?.read(byte, inList: inList)
        }
    }

    private mutating func readMarkupDeclaration(_ start: [UInt8]) {
        if start == Array("--".utf8) {
            position = .comment([])
        } else if start == Array("-".utf8) {
            position = .markupDeclaration(start)
        } else {
            position = start.last == UInt8(ascii: ">") ? .text : .declaration
        }
    }

    /// A comment ends at `-->` and `--!>`, and at once if it is `<!-->` or
    /// `<!--->`.
    private mutating func readComment(_ text: [UInt8]) {
        let endings = ["-->", "--!>"]
        let ends =
            [">", "->"].contains { text.elementsEqual($0.utf8) }
            || endings.contains { text.suffix($0.utf8.count).elementsEqual($0.utf8) }
        position = ends ? .text : .comment(text.suffix(3))
    }

    private mutating func readRawTextLess(_ byte: UInt8) throws(HTMLProblem) {
        switch Unicode.Scalar(byte) {
        case "/": position = .rawTextEndTag([])
        case "<": position = .rawTextLess
        case "!" where element == "script":
            throw HTMLProblem("'<!' inside <script> makes browsers look for another end tag")
        case "a"..."z" where Self.escapableElements.contains(element),
            "A"..."Z" where Self.escapableElements.contains(element):
            throw HTMLProblem("there are no tags inside <\(element)>; write '&lt;' for '<'")
        default: position = .rawText
        }
    }

    private mutating func readRawTextEndTag(
        _ name: [UInt8], _ byte: UInt8
    ) throws(HTMLProblem) {
        let isEnding = byte.isBlank || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
        if byte.isLetter {
            position = .rawTextEndTag(name + Array(byte.lowercaseCharacter.utf8))
        } else if isEnding, name.elementsEqual(element.utf8) {
            guard json ?? .between == .between else {
                throw HTMLProblem("this script ends inside a string of its JSON")
            }
            isEndTag = true
            readBetween(byte)
        } else {
            position = byte == UInt8(ascii: "<") ? .rawTextLess : .rawText
        }
    }

    /// Elements whose blanks are shown, but not a newline right after their tag.
    private static let verbatimElements: Set<String> = ["listing", "pre", "textarea"]

    private static let rawTextElements: Set<String> = [
        "iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp",
    ]
}

extension UInt8 {
    fileprivate var isLetter: Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
    }

    fileprivate var lowercaseCharacter: String {
        let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self)
        return String(Unicode.Scalar(isCapital ? self | 0x20 : self))
    }
}
