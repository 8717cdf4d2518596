/// A piece of a parsed template.
indirect enum Node: Sendable {
    /// Where a line begins that indentation is written to.
    case lineStart(Place)
    case literal([UInt8], Place)
    case value(Name, isRaw: Bool)
    case section(Name, [Node])
    case invertedSection(Name, [Node])
    case inclusion(Inclusion)
    case block(Block)

    /// Where it was written; `nil` for what takes no space.
    var place: Place? {
        switch self {
        case .lineStart: nil
        case .literal(_, let place): place
        case .value(let name, _), .section(let name, _), .invertedSection(let name, _): name.place
        case .inclusion(let inclusion): inclusion.name.place
        case .block(let block): block.name.place
        }
    }

    /// The content, if this is the inverted section of `name`.
    func inverse(of name: Name) -> [Node]? {
        guard case .invertedSection(let other, let children) = self else { return nil }
        return other.text == name.text ? children : nil
    }
}

/// A partial, or a parent with the blocks that fill it.
struct Inclusion: Sendable {
    var name: Name

    /// Whether the name is that of a value, which in turn names the template.
    var isDynamic: Bool

    /// Whether it is a parent, which others extend.
    let isParent: Bool

    /// Blanks to put before every line of the included template.
    let indentation: [UInt8]

    /// Whether the tag has its line to itself; if not, nothing is indented.
    let isStandalone: Bool

    var blocks: [Block]

    /// The first tag between the blocks, where nothing is shown.
    let stray: Name?
}

extension Inclusion {
    /// The same inclusion of a template that is known.
    func naming(_ template: String) -> Inclusion {
        var known = self
        known.name = Name(text: template, place: name.place)
        known.isDynamic = false
        return known
    }
}

/// A named part of a template that others may fill.
struct Block: Sendable {
    let name: Name
    var children: [Node]

    /// Whether the opening tag has its line to itself.
    let isStandalone: Bool

    /// The blank beginning of the opening tag's line.
    let indentation: [UInt8]

    /// The blank beginning of the first line inside, when the content begins
    /// with a line.
    var innerIndentation: [UInt8]? {
        guard children.count > 1, case .lineStart = children[0] else { return nil }
        guard case .literal(let bytes, _) = children[1] else { return [] }
        return Array(bytes.prefix { $0.isBlank && $0 != UInt8(ascii: "\n") })
    }
}
