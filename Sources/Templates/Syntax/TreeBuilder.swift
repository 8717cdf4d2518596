/// Nests sections, blocks and parents.
struct TreeBuilder {
    private let tokens: [Token]
    private var index = 0

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
        case .partial: .inclusion(inclusion(token, blocks: []))
        case .parent: .inclusion(inclusion(token, blocks: try blocks(filling: token)))
        case .block: .block(block(token, try nodes(upTo: token)))
        }
    }

    private func inclusion(_ token: Token, blocks: [Block]) -> Inclusion {
        Inclusion(
            name: token.name, indentation: token.indentation, isStandalone: token.isStandalone,
            blocks: blocks)
    }

    private func block(_ token: Token, _ children: [Node]) -> Block {
        Block(
            name: token.name, children: children, isStandalone: token.isStandalone,
            indentation: token.indentation)
    }

    /// Text between the blocks is ignored, as Mustache wants; a tag would be a
    /// mistake, so it is refused.
    private mutating func blocks(filling parent: Token) throws(TemplateError) -> [Block] {
        var blocks: [Block] = []
        for node in try nodes(upTo: parent) {
            switch node {
            case .block(let block): blocks.append(block)
            case .lineStart, .literal: break
            case .value(let name, _), .section(let name, _), .invertedSection(let name, _):
                try refuse(name, outsideBlocksFilling: parent)
            case .inclusion(let inclusion):
                try refuse(inclusion.name, outsideBlocksFilling: parent)
            }
        }
        return blocks
    }

    private func refuse(
        _ name: Name, outsideBlocksFilling parent: Token
    ) throws(TemplateError) {
        throw TemplateError(
            "'\(name.text)' stands outside the blocks that fill '\(parent.name.text)', where "
                + "nothing is shown", at: name.place)
    }
}

extension Token {
    /// The name of a value.
    fileprivate func checkedName() throws(TemplateError) -> Name {
        let parts = name.text.split(separator: ".", omittingEmptySubsequences: false)
        guard name.text == "." || parts.allSatisfy({ !$0.isEmpty }) else {
            throw TemplateError(
                "'\(name.text)': a dot stands between two names, or alone", at: place)
        }
        return name
    }
}
