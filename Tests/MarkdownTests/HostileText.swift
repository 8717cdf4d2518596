import Testing

/// A text made to keep a parser busy.
struct HostileText: Sendable, CustomTestStringConvertible {
    let name: String
    let markdown: String

    var testDescription: String { name }

    private init(_ name: String, _ markdown: String) {
        self.name = name
        self.markdown = markdown
    }

    /// Inputs that have kept Markdown parsers busy for half a minute, or made
    /// a hundred megabytes of a few kilobytes.
    static let all: [HostileText] = [
        HostileText(
            "wide and long table",
            "|" + "x|".repeated(5000) + "\n|" + "---|".repeated(5000) + "\n" + "a\n".repeated(5000)
        ),
        HostileText("open images", "![[]()".repeated(80_000)),
        HostileText("open declarations", "x <!A ".repeated(50_000)),
        HostileText("references", "[a]: " + "b".repeated(10_000) + "\n\n" + "[a]".repeated(20_000)),
        HostileText(
            "references to pictures",
            "[a]: " + "b".repeated(10_000) + "\n\n" + "![][a]".repeated(9000)),
        HostileText("mail addresses", "a@".repeated(100_000)),
        HostileText("open pictures", "![l".repeated(100_000)),
        HostileText("open comments", "a" + "<!--".repeated(50_000)),
        HostileText("quotes", ">".repeated(20_000) + "a"),
        HostileText("lists", (0..<1000).map { " ".repeated($0 * 2) + "- a\n" }.joined()),
        HostileText("underscores", "_".repeated(200_000)),
        HostileText("emphasis", "*a **a ".repeated(60_000)),
        HostileText("nested emphasis", "*a _b ".repeated(30_000) + "b_ a* ".repeated(30_000)),
        HostileText("links", "[a](<b".repeated(60_000)),
        HostileText("addresses", "www.a.a.".repeated(60_000)),
        HostileText("backticks", (1..<600).map { "e" + "`".repeated($0) }.joined()),
        HostileText("many references", (0..<20_000).map { "[\($0)]: b\n" }.joined() + "[1]"),
        HostileText("instructions", "<?".repeated(100_000)),
        HostileText("sections", "a <![CDATA[".repeated(50_000)),
        HostileText("strikes", "~~a ".repeated(60_000)),
        HostileText("headings", "# a\n".repeated(50_000)),
        HostileText("long heading", "# " + "a ".repeated(200_000)),
        HostileText("pipes", "|".repeated(200_000)),
        HostileText("references to characters", "&#1;".repeated(100_000)),
    ]
}

extension String {
    /// This string, `count` times over.
    func repeated(_ count: Int) -> String {
        String(repeating: self, count: count)
    }
}
