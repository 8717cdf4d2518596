/// A piece of a template: text up to the end of a line, or one tag.
struct Token {
    enum Kind {
        case text
        case lineStart
        case value
        case rawValue
        case section
        case invertedSection
        case close
        case partial
        case parent
        case block
        case comment
        case delimiters
    }

    let kind: Kind

    /// The text, or the tag's content without spaces around it.
    var bytes: [UInt8]

    let place: Place

    /// Whether the tag has its line to itself.
    var isStandalone = false

    /// The blank beginning of the tag's line.
    var indentation: [UInt8] = []

    /// What a closing tag ends, if anything is open.
    var closes: Kind?

    /// Whether a closing tag belongs to the tag.
    var isOpening: Bool {
        switch kind {
        case .section, .invertedSection, .parent, .block: true
        default: false
        }
    }

    /// Whether the tag opens or closes a parent or a block.
    var isOfInheritance: Bool {
        switch kind == .close ? closes : kind {
        case .parent, .block: true
        default: false
        }
    }

    var isTag: Bool {
        kind != .text && kind != .lineStart
    }

    /// Whether a line with nothing else on it disappears with the tag.
    var mayStandAlone: Bool {
        isTag && kind != .value && kind != .rawValue
    }

    var isBlank: Bool {
        bytes.allSatisfy(\.isBlank)
    }

    var name: Name {
        Name(text: String(decoding: bytes, as: UTF8.self), place: place)
    }
}

extension UInt8 {
    /// Whether the byte is white space to HTML and to Mustache.
    var isBlank: Bool {
        self == 0x20 || (0x09...0x0D).contains(self)
    }
}
