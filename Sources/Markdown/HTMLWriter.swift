/// Writes a text's structure as HTML.
final class HTMLWriter: MarkdownHandler {
    /// The HTML so far.
    var output: [UInt8] = []

    /// How to close what is open.
    private enum Closer {
        case tag(StaticString)
        case link
        case heading(level: Int, textStart: Int)
        case image(isShown: Bool)
    }

    private let limits: MarkdownLimits
    private let externalLinkRelation: String
    private let headingPrefix: String
    private var open: [Closer] = []
    private var identifiers = HeadingIdentifiers()
    private var headingText: [UInt8] = []
    private var isInHeading = false
    private var imageDepth = 0
    private var linkDepth = 0

    init(limits: MarkdownLimits, externalLinkRelation: String, headingPrefix: String) {
        self.limits = limits
        self.externalLinkRelation = externalLinkRelation
        self.headingPrefix = headingPrefix
    }

    func enter(_ block: Block) throws(MarkdownError) {
        switch block {
        case .document: push("", closing: "")
        case .quote: push("<blockquote>\n", closing: "</blockquote>\n")
        case .unorderedList: push("<ul>\n", closing: "</ul>\n")
        case .orderedList(start: 1): push("<ol>\n", closing: "</ol>\n")
        case .orderedList(let start):
            write("<ol start=\"\(start)\">\n")
            push("", closing: "</ol>\n")
        case .item: push("<li>", closing: "</li>\n")
        case .task(let done):
            let state = done ? "aria-label=\"done\" checked" : "aria-label=\"to do\""
            write("<li class=\"task\"><input type=\"checkbox\" disabled \(state)> ")
            push("", closing: "</li>\n")
        case .rule: push("<hr>\n", closing: "")
        case .heading(let level): openHeading(level)
        case .code(let language): openCode(language)
        case .paragraph: push("<p>", closing: "</p>\n")
        case .table: push("<table>\n", closing: "</table>\n")
        case .tableHead: push("<thead>\n", closing: "</thead>\n")
        case .tableBody: push("<tbody>\n", closing: "</tbody>\n")
        case .row: push("<tr>\n", closing: "</tr>\n")
        case .headerCell(let alignment):
            write("<th\(alignment.attribute)>")
            push("", closing: "</th>\n")
        case .cell(let alignment):
            write("<td\(alignment.attribute)>")
            push("", closing: "</td>\n")
        }
        try check()
    }

    func enter(_ inline: Inline) throws(MarkdownError) {
        switch inline {
        case .image(let image): openImage(image)
        case _ where imageDepth > 0: push("", closing: "")
        case .emphasis: push("<em>", closing: "</em>")
        case .strong: push("<strong>", closing: "</strong>")
        case .strikethrough: push("<del>", closing: "</del>")
        case .code: push("<code>", closing: "</code>")
        case .link(let link): openLink(link)
        }
        try check()
    }

    func leave() throws(MarkdownError) {
        switch open.removeLast() {
        case .tag(let tag):
            output.append(tag)
        case .link:
            linkDepth -= 1
            write("</a>")
        case .heading(let level, let textStart):
            closeHeading(level, textStart)
        case .image(let isShown):
            imageDepth -= 1
            if isShown { write("\">") }
        }
        try check()
    }

    func text(_ kind: TextKind, _ bytes: Span<UInt8>) throws(MarkdownError) {
        switch kind {
        case .plain, .code:
            output.appendEscaped(bytes)
            if isInHeading { for index in bytes.indices { headingText.append(bytes[index]) } }
        case .characterReference:
            var decoded: [UInt8] = []
            CharacterReference.append(bytes, to: &decoded)
            // A browser knows two thousand names more, so an unknown one stays.
            if CharacterReference.scalar(bytes) == nil, CharacterReference.isName(bytes) {
                output += decoded
            } else {
                output.appendEscaped(decoded.span)
            }
            if isInHeading { headingText += decoded }
        case .lineBreak:
            write(imageDepth > 0 ? " " : "<br>\n")
            if isInHeading { headingText.append(UInt8(ascii: " ")) }
        case .softBreak:
            write(imageDepth > 0 ? " " : "\n")
            if isInHeading { headingText.append(UInt8(ascii: " ")) }
        case .nul:
            write("\u{FFFD}")
        }
        try check()
    }

    // MARK: - Blocks with attributes

    /// Begins a heading one level lower than written: the page's title is its
    /// only first-level heading.
    private func openHeading(_ level: Int) {
        let level = min(level + 1, 6)
        write("<h\(level)")
        open.append(.heading(level: level, textStart: output.count))
        write(">")
        isInHeading = true
        headingText.removeAll(keepingCapacity: true)
    }

    /// Ends a heading, and names it now that its text is known.
    private func closeHeading(_ level: Int, _ textStart: Int) {
        isInHeading = false
        var attribute = Array(" id=\"".utf8)
        let identifier = identifiers.identifier(for: String(decoding: headingText, as: UTF8.self))
        attribute.appendEscaped((headingPrefix + identifier).utf8.span)
        attribute.append(UInt8(ascii: "\""))
        output.insert(contentsOf: attribute, at: textStart)
        write("</h\(level)>\n")
    }

    private func openCode(_ language: [UInt8]) {
        write("<pre><code")
        if !language.isEmpty { writeAttribute("class", "language-", language) }
        push(">", closing: "</code></pre>\n")
    }

    // MARK: - Links and pictures

    private func openLink(_ link: Link) {
        // Bare addresses are links too, and may stand within a link's text.
        guard linkDepth == 0, let destination = LinkDestination(link.destination, for: .link)
        else { return push("", closing: "") }
        write("<a href=\"")
        output += destination.attribute
        write("\"")
        if !link.title.isEmpty { writeAttribute("title", "", link.title) }
        if destination.isExternal, !externalLinkRelation.isEmpty {
            writeAttribute("rel", "", Array(externalLinkRelation.utf8))
        }
        write(">")
        linkDepth += 1
        open.append(.link)
    }

    /// Begins a picture; what the text holds until it ends is its `alt`.
    private func openImage(_ image: Link) {
        imageDepth += 1
        let destination = LinkDestination(image.destination, for: .image)
        guard imageDepth == 1, let destination else {
            return open.append(.image(isShown: false))
        }
        write("<img src=\"")
        output += destination.attribute
        write("\" loading=\"lazy\"")
        if !image.title.isEmpty { writeAttribute("title", "", image.title) }
        write(" alt=\"")
        open.append(.image(isShown: true))
    }

    // MARK: - Writing

    private func push(_ start: StaticString, closing end: StaticString) {
        output.append(start)
        open.append(.tag(end))
    }

    private func write(_ text: String) {
        output += text.utf8
    }

    private func writeAttribute(_ name: String, _ prefix: String, _ value: [UInt8]) {
        write(" \(name)=\"\(prefix)")
        output.appendEscaped(value.span)
        write("\"")
    }

    private func check() throws(MarkdownError) {
        guard open.count <= limits.nesting else { throw .nestedTooDeeply(limit: limits.nesting) }
        guard output.count <= limits.outputBytes else {
            throw .outputTooLarge(limit: limits.outputBytes)
        }
    }
}

extension Alignment {
    /// A class, since a strict content security policy ignores `style`.
    fileprivate var attribute: String {
        switch self {
        case .natural: ""
        case .left: " class=\"align-left\""
        case .center: " class=\"align-center\""
        case .right: " class=\"align-right\""
        }
    }
}
