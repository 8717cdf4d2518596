import Markdown
import Testing

@Suite("Markdown safety")
struct SafetyTests {
    @Test(
        "an address with a scheme off the list loses its link and keeps its text",
        arguments: [
            "[a](javascript:alert(1))",
            "[a](JaVaScRiPt:alert(1))",
            "[a](javascript&#x3a;alert(1))",
            "[a](javascript&#58;alert(1))",
            "[a](javascript&colon;alert(1))",
            "[a](java&#x73;cript:alert(1))",
            "[a](java&Tab;script:alert(1))",
            "[a](java&NewLine;script:alert(1))",
            "[a](java&#10;script:alert(1))",
            "[a](java&#0;script:alert(1))",
            "[a](<java\tscript:alert(1)>)",
            "[a](<java script:alert(1)>)",
            "[a](&#1;javascript:alert(1))",
            "[a](&#32;javascript:alert(1))",
            "[a](\u{A0}javascript:alert(1))",
            "[a](java\u{AD}script:alert(1))",
            "[a](\u{FF4A}avascript:alert(1))",
            "[a](vbscript:msgbox)",
            "[a](data:text/html;base64,PHNjcmlwdD4=)",
            "[a](data:image/svg+xml,x)",
            "[a](file:///etc/passwd)",
            "[a](blob:x)",
            "[a](:x)",
            "[a](http\u{301}://x)",
            "[a]\n\n[a]: javascript:alert(1)",
            "![a](javascript:alert(1))",
            "![a](data:image/svg+xml;base64,PHN2Zz4=)",
            "![a](mailto:a@example.org)",
        ])
    func refusedAddress(markdown: String) throws {
        let html = try MarkdownRenderer().html(markdown)

        #expect(html == "<p>a</p>\n")
    }

    @Test(
        "an autolink with a scheme off the list is only text",
        arguments: ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "ftp://example.org"])
    func refusedAutolink(address: String) throws {
        let html = try MarkdownRenderer().html("<\(address)>")

        #expect(html == "<p>\(address)</p>\n")
    }

    @Test(
        "an encoded colon stays encoded, so that the address is relative",
        arguments: [
            ("[a](javascript%3Aalert)", "javascript%3Aalert"),
            ("[a](javascript\u{FF1A}//alert)", "javascript%EF%BC%9A//alert"),
            ("[a](javascript&unknown;alert)", "javascript&amp;unknown;alert"),
        ])
    func relativeAddress(markdown: String, expected: String) throws {
        let html = try MarkdownRenderer().html(markdown)

        #expect(html == "<p><a href=\"\(expected)\">a</a></p>\n")
    }

    @Test(
        "HTML is shown as text",
        arguments: [
            "<script>alert(1)</script>",
            "a <img src=x onerror=alert(1)> b",
            "<!-- c -->",
            "<![CDATA[x]]>",
            "<?php ?>",
            "<div\n\nonclick=x>",
            "</p><svg/onload=alert(1)>",
        ])
    func rawHTML(markdown: String) throws {
        let html = try MarkdownRenderer().html(markdown)
        let tags = html.replacing("<p>", with: "").replacing("</p>", with: "")

        #expect(!tags.contains("<") && !tags.contains(">"))
    }

    @Test(
        "a quote followed by a combining mark is still a quote",
        arguments: ["\u{301}", "\u{FE0F}", "\u{200D}", "\u{20DD}"])
    func combiningMark(mark: String) throws {
        let html = try MarkdownRenderer().html(
            "![\"\(mark) onerror=x '\(mark) <\(mark) &\(mark)](a \"&quot;\(mark) onload=x\")")

        #expect(
            html.utf8.elementsEqual(
                ("<p><img src=\"a\" loading=\"lazy\" title=\"&quot;\(mark) onload=x\" "
                    + "alt=\"&quot;\(mark) onerror=x &#39;\(mark) &lt;\(mark) &amp;\(mark)\">"
                    + "</p>\n").utf8))
    }

    @Test(
        "markup cannot leave an attribute",
        arguments: [
            "[a](<x\" onclick=\"y>)",
            "[a](x&quot;onclick=&quot;y)",
            "![\" onerror=\"y](x)",
            "[a](x '\" onclick=\"y')",
            "```x\" onclick=\"y\n```",
            "```x&quot;onclick=&quot;y\n```",
            "# \" onclick=\"y",
            "<https://example.org/\"onclick=\"y>",
        ])
    func attributeBreakout(markdown: String) throws {
        let html = try MarkdownRenderer().html(markdown)
        // Every tag, cut at its quotes, has attribute values at odd places.
        let names = html.split(separator: "<").flatMap { tag in
            tag.prefix { $0 != ">" }.split(separator: "\"", omittingEmptySubsequences: false)
                .enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
        }

        #expect(!names.contains { $0.contains("onclick") || $0.contains("onerror") })
    }
}
