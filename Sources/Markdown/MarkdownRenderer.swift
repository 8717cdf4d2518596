/// Turns Markdown into HTML that is safe to show as it is.
///
/// The dialect is CommonMark with tables, strikethrough, task lists and bare
/// web addresses as links. HTML in the text is shown, never obeyed; an address
/// whose scheme is not on the allow-list loses its link and keeps its text.
///
///     let renderer = MarkdownRenderer()
///     let html = try renderer.html("Hello, **world**")  // <p>Hello, <strong>…
public struct MarkdownRenderer: Sendable {
    /// What one text may cost.
    public var limits: MarkdownLimits

    /// The `rel` of links that lead to other sites.
    ///
    /// The default withholds endorsement (`nofollow`), as suits text by many
    /// hands, and the way back to this page (`noopener`). Links within the site
    /// and `mailto:` links carry none.
    public var externalLinkRelation: String

    /// What every heading's `id` begins with.
    ///
    /// Give each text its own prefix where several are shown on one page.
    public var headingPrefix: String

    /// Creates a renderer.
    public init(
        limits: MarkdownLimits = MarkdownLimits(),
        externalLinkRelation: String = "nofollow noopener",
        headingPrefix: String = ""
    ) {
        self.limits = limits
        self.externalLinkRelation = externalLinkRelation
        self.headingPrefix = headingPrefix
    }

    /// Renders `markdown` as HTML.
    ///
    /// - Throws: `MarkdownError` if the text breaks one of the limits.
    public func html(_ markdown: String) throws(MarkdownError) -> String {
        String(decoding: try bytes(markdown), as: UTF8.self)
    }

    /// Renders `markdown` as HTML in UTF-8.
    ///
    /// - Throws: `MarkdownError` if the text breaks one of the limits.
    public func bytes(_ markdown: String) throws(MarkdownError) -> [UInt8] {
        guard markdown.utf8.count <= limits.inputBytes else {
            throw .inputTooLarge(limit: limits.inputBytes)
        }
        let writer = HTMLWriter(
            limits: limits, externalLinkRelation: externalLinkRelation,
            headingPrefix: headingPrefix)
        writer.output.reserveCapacity(markdown.utf8.count * 5 / 4)
        try MarkdownParser.parse(markdown, into: writer)
        return writer.output
    }

    /// Returns the beginning of `markdown` as plain text, for an excerpt.
    ///
    /// Code blocks and pictures are left out, and blocks are separated by one
    /// space. The text ends at a word, with an ellipsis if anything was cut; it
    /// has at most `limit` code points, and no character is cut in two. It is text, not
    /// HTML: escape it.
    public func plainText(_ markdown: String, limit: Int) -> String {
        guard limit > 0 else { return "" }
        let writer = PlainTextWriter(limit: limit)
        // Reaching the limit ends the parsing; what has been read is the answer.
        try? MarkdownParser.parse(markdown, into: writer)
        return writer.text
    }
}
