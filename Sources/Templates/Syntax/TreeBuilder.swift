/// Nests sections, blocks and parents.
struct TreeBuilder {
    // Each level is one of the compiler's too, and a stack has an end.
    private static let deepest = 200

    private let tokens: [Token]
    private var index = 0
    private var depth = 0

    /// Parses a template.
    static func parse(_ source: String, file: String) throws(TemplateError) -> [Node] {
        var scanner = Scanner(source, file: file)
        var builder = TreeBuilder(tokens: LineLayout(try scanner.scan()).tokens)
        return try builder.nodes(upTo: nil)
    }

    private init(tokens: [Token]) {
        self.tokens = tokens
    }

    private mutating func nodes(upTo opening: Token?) throws(TemplateError) -> [Node] {
        let outer = depth
        defer { depth = outer }
        if let opening {
            depth += 1
            guard depth <= Self.deepest else {
                throw TemplateError(
                    "this is nested more than \(Self.deepest) deep", at: opening.place)
            }
        }
        var nodes: [Node] = []
        while index < tokens.count {
            let token = tokens[index]
            index += 1
            if token.kind == .close {
                try check(token, closes: opening)
                return nodes
            }
            if let node = try node(for: token) {
                nodes.append(node)
            }
        }
        if let opening {
            throw TemplateError("'\(opening.name.text)' is never closed", at: opening.place)
        }
        return nodes
    }

    private func check(_ close: Token, closes opening: Token?) throws(TemplateError) {
        let name = close.name.text
        guard let opening else {
            throw TemplateError("'\(name)' is closed but was not opened", at: close.place)
        }
        guard opening.bytes == close.bytes else {
            throw TemplateError(
                "'\(name)' is closed where '\(opening.name.text)' of line "
                    + "\(opening.place.line) is open", at: close.place)
        }
    }

    private mutating func node(for token: Token) throws(TemplateError) -> Node? {
        switch token.kind {
        case .comment, .delimiters, .close: nil
        case .lineStart: .lineStart(token.place)
        case .text: .literal(token.bytes, token.place)
        case .value: .value(try token.checkedName(), isRaw: false)
        case .rawValue: .value(try token.checkedName(), isRaw: true)
        case .section: .section(try token.checkedName(), try nodes(upTo: token))
        case .invertedSection: .invertedSection(try token.checkedName(), try nodes(upTo: token))
        case .partial: .inclusion(try inclusion(token, holding: []))
        case .parent: .inclusion(try inclusion(token, holding: try nodes(upTo: token)))
        case .block: .block(block(token, try nodes(upTo: token)))
        }
    }

    /// What stands between the blocks is not shown, as Mustache wants.
    private func inclusion(
        _ token: Token, holding nodes: [Node]
    ) throws(TemplateError) -> Inclusion {
        let isDynamic = token.bytes.first == UInt8(ascii: "*")
        return Inclusion(
            name: isDynamic ? try token.dynamicName() : token.name, isDynamic: isDynamic,
            isParent: token.kind == .parent, indentation: token.indentation,
            isStandalone: token.isStandalone,
            blocks: nodes.compactMap(\.block), stray: nodes.lazy.compactMap(\.tagName).first)
    }

    private func block(_ token: Token, _ children: [Node]) -> Block {
        Block(
            name: token.name, children: children, isStandalone: token.isStandalone,
            indentation: token.indentation)
    }
}

extension Node {
    fileprivate var block: Block? {
        guard case .block(let block) = self else { return nil }
        return block
    }

    /// The name in a tag that would show something.
    fileprivate var tagName: Name? {
        switch self {
        case .value(let name, _), .section(let name, _), .invertedSection(let name, _): name
        case .inclusion(let inclusion): inclusion.name
        case .block, .lineStart, .literal: nil
        }
    }
}

extension Token {
    /// The name of a value.
    fileprivate func checkedName() throws(TemplateError) -> Name {
        try name.checked()
    }

    /// The name of the value that names a template.
    fileprivate func dynamicName() throws(TemplateError) -> Name {
        guard bytes.count > 1 else {
            throw TemplateError("'*' stands before the name of a value", at: place)
        }
        return try Name(text: String(name.text.dropFirst()), place: place).checked()
    }
}

extension Name {
    fileprivate func checked() throws(TemplateError) -> Name {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard text == "." || parts.dropFirst(isInnermost ? 1 : 0).allSatisfy({ !$0.isEmpty })
        else {
            throw TemplateError(
                "'\(text)': a dot stands between two names, before one, or alone", at: place)
        }
        return self
    }
}
