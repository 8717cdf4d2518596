import Markdown
import Testing

@Suite("Markdown features")
struct FeatureTests {
    @Test(
        "a text becomes the HTML that it means",
        arguments: [
            ("", ""),
            ("Hello, *you* and **you**", "<p>Hello, <em>you</em> and <strong>you</strong></p>\n"),
            ("~~gone~~", "<p><del>gone</del></p>\n"),
            ("a\\\nb\nc", "<p>a<br>\nb\nc</p>\n"),
            ("> said", "<blockquote>\n<p>said</p>\n</blockquote>\n"),
            ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
            ("3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n"),
            ("1. a", "<ol>\n<li>a</li>\n</ol>\n"),
            ("---", "<hr>\n"),
            ("`a < b`", "<p><code>a &lt; b</code></p>\n"),
            ("    a & b", "<pre><code>a &amp; b\n</code></pre>\n"),
            (
                "```swift extra\nlet a = \"\"\n```",
                "<pre><code class=\"language-swift\">let a = &quot;&quot;\n</code></pre>\n"
            ),
            (
                "- [x] a\n- [ ] b",
                "<ul>\n<li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"done\" "
                    + "checked> a</li>\n<li class=\"task\"><input type=\"checkbox\" disabled "
                    + "aria-label=\"to do\"> b</li>\n</ul>\n"
            ),
            (
                "a | b\n---|--:\n1 | 2",
                "<table>\n<thead>\n<tr>\n<th>a</th>\n<th class=\"align-right\">b</th>\n</tr>\n"
                    + "</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td class=\"align-right\">2</td>\n"
                    + "</tr>\n</tbody>\n</table>\n"
            ),
            ("&copy; &#66; &Aacute; &amp;lt;", "<p>© B &Aacute; &amp;lt;</p>\n"),
            ("a\u{0}b", "<p>a\u{FFFD}b</p>\n"),
        ])
    func rendering(markdown: String, expected: String) throws {
        let html = try MarkdownRenderer().html(markdown)

        #expect(html == expected)
    }

    @Test(
        "a heading is one level lower than written and has a name",
        arguments: [
            ("# Hello, World!", "<h2 id=\"hello-world\">Hello, World!</h2>\n"),
            ("###### Deep", "<h6 id=\"deep\">Deep</h6>\n"),
            (
                "# Über 中文 *and* `x`",
                "<h2 id=\"über-中文-and-x\">Über 中文 <em>and</em> <code>x</code></h2>\n"
            ),
            ("# !?", "<h2 id=\"section\">!?</h2>\n"),
            (
                "# a\n# a\n# a-2\n# A",
                "<h2 id=\"a\">a</h2>\n<h2 id=\"a-2\">a</h2>\n<h2 id=\"a-2-2\">a-2</h2>\n"
                    + "<h2 id=\"a-3\">A</h2>\n"
            ),
        ])
    func headings(markdown: String, expected: String) throws {
        let html = try MarkdownRenderer().html(markdown)

        #expect(html == expected)
    }

    @Test func `a heading's name begins with the prefix`() throws {
        let renderer = MarkdownRenderer(headingPrefix: "post-")

        let html = try renderer.html("## b")

        #expect(html == "<h3 id=\"post-b\">b</h3>\n")
    }

    @Test(
        "a link says where it leads",
        arguments: [
            ("[a](/b?c=d&e=f#g)", "<a href=\"/b?c=d&amp;e=f#g\">a</a>"),
            ("[a](#b)", "<a href=\"#b\">a</a>"),
            ("[a](mailto:a@example.org)", "<a href=\"mailto:a@example.org\">a</a>"),
            ("[a](b \"c 'd'\")", "<a href=\"b\" title=\"c &#39;d&#39;\">a</a>"),
            ("[a](<b c>)", "<a href=\"b%20c\">a</a>"),
            ("[a](/中)", "<a href=\"/%E4%B8%AD\">a</a>"),
            (
                "[a](HTTPS://example.org)",
                "<a href=\"HTTPS://example.org\" rel=\"nofollow noopener\">a</a>"
            ),
            (
                "[a](//example.org)",
                "<a href=\"//example.org\" rel=\"nofollow noopener\">a</a>"
            ),
            (
                "https://example.org/x",
                "<a href=\"https://example.org/x\" rel=\"nofollow noopener\">"
                    + "https://example.org/x</a>"
            ),
            (
                "www.example.org",
                "<a href=\"http://www.example.org\" rel=\"nofollow noopener\">www.example.org</a>"
            ),
            ("a@example.org", "<a href=\"mailto:a@example.org\">a@example.org</a>"),
        ])
    func links(markdown: String, expected: String) throws {
        let html = try MarkdownRenderer().html(markdown)

        #expect(html == "<p>\(expected)</p>\n")
    }

    @Test func `the relation of links to other sites can be chosen`() throws {
        let renderer = MarkdownRenderer(externalLinkRelation: "")

        let html = try renderer.html("[a](https://example.org)")

        #expect(html == "<p><a href=\"https://example.org\">a</a></p>\n")
    }

    @Test func `a link never holds another`() throws {
        let html = try MarkdownRenderer().html("[see https://a.example](https://b.example)")

        #expect(html.components(of: "<a ") == 1)
    }

    @Test(
        "a picture has a text in its place and loads late",
        arguments: [
            (
                "![a *b* [c](d) \"e\"](/images/1)",
                "<img src=\"/images/1\" loading=\"lazy\" alt=\"a b c &quot;e&quot;\">"
            ),
            (
                "![a](/images/1 \"t\")",
                "<img src=\"/images/1\" loading=\"lazy\" title=\"t\" alt=\"a\">"
            ),
            ("![a ![b](c)](d)", "<img src=\"d\" loading=\"lazy\" alt=\"a b\">"),
            (
                "[![a](b)](c)", "<a href=\"c\"><img src=\"b\" loading=\"lazy\" alt=\"a\"></a>"
            ),
            ("![a\nb](c)", "<img src=\"c\" loading=\"lazy\" alt=\"a b\">"),
        ])
    func pictures(markdown: String, expected: String) throws {
        let html = try MarkdownRenderer().html(markdown)

        #expect(html == "<p>\(expected)</p>\n")
    }
}

extension String {
    /// How often `part` occurs.
    func components(of part: String) -> Int {
        ranges(of: part).count
    }
}
