import Templates
import Testing

/// Text in elements that show every blank.
@Suite("Text shown as it was written")
struct VerbatimTests {
    @Test(
        "a value's first newline is not the one that browsers leave out",
        arguments: [
            ("<textarea>{{text}}</textarea>", "<textarea>\n\nink</textarea>"),
            ("<TEXTAREA a='b'>{{text}}</TEXTAREA>", "<TEXTAREA a='b'>\n\nink</TEXTAREA>"),
            ("<textarea>\n{{text}}</textarea>", "<textarea>\n\nink</textarea>"),
            ("<textarea> {{text}}</textarea>", "<textarea> \nink</textarea>"),
            ("<pre>{{text}}</pre>{{text}}", "<pre>\n\nink</pre>\nink"),
            ("<pre><code>{{text}}</code></pre>", "<pre><code>\nink</code></pre>"),
            ("<pre>{{{html}}}</pre>", "<pre>\n<b>bold</b></pre>"),
            ("<pre>{{#no}}a{{/no}}{{text}}</pre>", "<pre>\n\nink</pre>"),
            ("<pre>{{^no}}{{text}}{{/no}}</pre>", "<pre>\n\nink</pre>"),
            ("<pre>{{>value}}</pre>", "<pre>\n\nink</pre>"),
            ("<pre>{{>word}}</pre>", "<pre>word</pre>"),
            ("<pre>{{$block}}{{text}}{{/block}}</pre>", "<pre>\n\nink</pre>"),
            ("<p>{{text}}</p>", "<p>\nink</p>"),
        ])
    func keepsNewline(source: String, expected: String) throws {
        let sample = Sample(text: "\nink")

        let result = try render(source, with: ["value": "{{text}}", "word": "word"], sample)

        #expect(result == expected)
    }

    @Test(
        "an indented partial does not indent what somebody wrote",
        arguments: [
            ("<textarea>\n{{text}}</textarea>\n", "  <textarea>\na\n b</textarea>\n"),
            ("<pre>\n{{text}}\nc\n</pre>\n<p>\n", "  <pre>\na\n b\nc\n</pre>\n  <p>\n"),
            ("<pre>\n<b>\n{{text}}</b></pre>\n", "  <pre>\n<b>\na\n b</b></pre>\n"),
        ])
    func keepsLines(partial: String, expected: String) throws {
        let sample = Sample(text: "a\n b")

        let result = try render("  {{>partial}}\n", with: ["partial": partial], sample)

        #expect(result == expected)
    }

    @Test("a partial that includes itself does not indent it either")
    func keepsLinesOfRoutines() throws {
        let partial = "<pre>\n{{label}}</pre>\n{{#branches}}\n  {{>node}}\n{{/branches}}\n"

        let result = try render("{{#tree}}\n  {{>node}}\n{{/tree}}\n", with: ["node": partial])

        #expect(result == "  <pre>\nX</pre>\n    <pre>\nY</pre>\n")
    }

    @Test("a partial alone on its line in a text area is not indented")
    func keepsLinesWithin() throws {
        let result = try render(
            "<textarea>\n  {{>partial}}\n</textarea>", with: ["partial": "{{text}}\n"])

        #expect(result == "<textarea>\ntext\n</textarea>")
    }
}
