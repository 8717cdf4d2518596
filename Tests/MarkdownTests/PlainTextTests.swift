import Markdown
import Testing

@Suite("Excerpts")
struct PlainTextTests {
    @Test(
        "an excerpt holds the words and not the marks",
        arguments: [
            ("# Title\n\nHello *you*,\nsee [here](x).", "Title Hello you, see here."),
            ("a &amp; b &lt;c&gt; <d>", "a & b <c> <d>"),
            ("a\n\n```\ncode\n```\n\nb ![picture](c) d", "a b d"),
            ("- a\n- b", "a b"),
            ("a  `b\tc`  \nd", "a b c d"),
            ("&nbsp;a&#32;&#32;b", "\u{a0}a b"),
            ("", ""),
        ])
    func words(markdown: String, expected: String) {
        let text = MarkdownRenderer().plainText(markdown, limit: 200)

        #expect(text == expected)
    }

    @Test(
        "a long text is cut at a word",
        arguments: [
            ("one two three four", 18, "one two three four"),
            ("one two three four", 12, "one two…"),
            ("onetwothreefour", 5, "onet…"),
            ("一二三四五六七", 4, "一二三…"),
            ("one two", 0, ""),
        ])
    func cutting(markdown: String, limit: Int, expected: String) {
        let text = MarkdownRenderer().plainText(markdown, limit: limit)

        #expect(text == expected)
    }

    @Test func `no character is cut in two`() {
        let family = "👨‍👩‍👧‍👦"

        let text = MarkdownRenderer().plainText(String(repeating: family, count: 3), limit: 10)

        #expect(text == family + "…")
    }

    @Test func `a letter under a thousand marks does not make a long excerpt`() {
        let markdown = "a" + String(repeating: "\u{301}", count: 100_000)

        let text = MarkdownRenderer().plainText(markdown, limit: 10)

        #expect(text.utf8.count <= 100)
    }
}
