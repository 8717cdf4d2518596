import Templates
import Testing

/// Values that try to leave the place they were written to.
@Suite("Escaping")
struct EscapingTests {
    @Test(
        "markup in text is text",
        arguments: [
            ("<script>", "&lt;script&gt;"),
            ("a & b &amp; c", "a &amp; b &amp;amp; c"),
            ("\"double\" 'single'", "&quot;double&quot; &#39;single&#39;"),
            ("naïve 中文 🧪", "naïve 中文 🧪"),
            ("", ""),
        ])
    func escapesText(value: String, expected: String) throws {
        let sample = Sample(text: value)

        let result = try render(
            "{{text}}|<p title=\"{{text}}\" class='{{text}}'>|<title>{{text}}</title>", sample)

        #expect(
            result
                == "\(expected)|<p title=\"\(expected)\" class='\(expected)'>|<title>\(expected)</title>"
        )
    }

    @Test(
        "a special character joined to a mark that follows it is still special",
        arguments: ["\u{301}", "\u{FE0F}", "\u{200D}", "\u{20E3}", "\u{1F3FB}"])
    func escapesWithinGraphemes(mark: String) throws {
        let sample = Sample(text: "\"\(mark)<\(mark)&\(mark)'\(mark)>\(mark)")

        let result = try render("<p title=\"{{text}}\">", sample)

        let expected = "&quot;\(mark)&lt;\(mark)&amp;\(mark)&#39;\(mark)&gt;\(mark)"
        #expect(Array(result.utf8) == Array("<p title=\"\(expected)\">".utf8))
    }

    @Test(
        "an address that acts is blocked",
        arguments: [
            "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)",
            "\u{1}javascript:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)",
            "javascript\t:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd",
            "blob:x", ":x", "http\u{301}s:x", "xhttp:x", "ftp://x", "view-source:x",
            "\u{A0}https:x",
        ])
    func blocksSchemes(address: String) throws {
        let sample = Sample(text: address)

        let result = try render("<a href=\"{{text}}\">", sample)

        #expect(result == "<a href=\"about:invalid#blocked\">")
    }

    @Test(
        "an address that leads somewhere is kept",
        arguments: [
            "/", "", "/a:b", "a/b:c", "?a:b", "#a:b", "//host/a", "posts", "http://a.example",
            "HTTPS://a.example/b?c=d", "mailto:a@b.example", "  https://a.example",
        ])
    func keepsAddresses(address: String) throws {
        let sample = Sample(text: address)

        let result = try render("<a href=\"{{text}}\">", sample)

        #expect(result == "<a href=\"\(address)\">")
    }

    @Test(
        "every attribute that holds an address is checked",
        arguments: [
            "<a href=", "<img src=", "<form action=", "<button formaction=", "<video poster=",
            "<img srcset=", "<blockquote cite=", "<use xlink:href=", "<A HREF=",
            "<link rel=\"icon\" href=", "<link rel='next nofollow' href=",
        ])
    func checksAttributes(tag: String) throws {
        let sample = Sample(text: "javascript:alert(1)")

        let double = try render("\(tag)\"{{text}}\">", sample)
        let single = try render("\(tag) '{{text}}'>", sample)

        #expect(double == "\(tag)\"about:invalid#blocked\">")
        #expect(single == "\(tag) 'about:invalid#blocked'>")
    }

    @Test(
        "a value within an address stays one part of it",
        arguments: [
            ("/tags/{{text}}", "/tags/c%23%20%2F%3F%26%22%C5%81%27%3A~"),
            ("/?q={{text}}&amp;p={{number}}", "/?q=c%23%20%2F%3F%26%22%C5%81%27%3A~&amp;p=42"),
            ("/{{text}}", "/c%23%20%2F%3F%26%22%C5%81%27%3A~"),
            ("{{site}}/{{text}}", "Inkstone/c%23%20%2F%3F%26%22%C5%81%27%3A~"),
            ("#{{text}}", "#c%23%20%2F%3F%26%22%C5%81%27%3A~"),
            ("https://a.example/{{number}}", "https://a.example/42"),
            ("mailto:{{site}}", "mailto:Inkstone"),
        ])
    func encodesParts(address: String, expected: String) throws {
        let sample = Sample(text: "c# /?&\"Ł':~")

        let result = try render("<a href=\"\(address)\">", sample)

        #expect(result == "<a href=\"\(expected)\">")
    }

    @Test("a script's version may be a value, its place may not")
    func allowsPartsOfTrustedAddresses() throws {
        let result = try render("<script src=\"/static/site.js?v={{text}}\"></script>")

        #expect(result == "<script src=\"/static/site.js?v=text\"></script>")
    }

    @Test("each address of a list is checked")
    func checksLists() throws {
        let good = Sample(text: "/a 320w, https://b.example/c 640w")
        let bad = Sample(text: "/a 320w, javascript:b 640w")
        let source = "<img srcset=\"{{text}}\">"

        let kept = try render(source, good)
        let blocked = try render(source, bad)

        #expect(kept == "<img srcset=\"/a 320w, https://b.example/c 640w\">")
        #expect(blocked == "<img srcset=\"about:invalid#blocked\">")
    }

    @Test("a list of addresses may be written by a section")
    func writesLists() throws {
        let result = try render("<img srcset=\"{{#words}}{{.}} {{number}}w, {{/words}}\">")

        #expect(result == "<img srcset=\"one 42w, two 42w, \">")
    }
}
