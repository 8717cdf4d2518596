import Markdown
import Testing

@Suite("Markdown limits")
struct LimitTests {
    @Test("a hostile text ends within the output limit", arguments: HostileText.all)
    func outputIsBounded(text: HostileText) {
        let limits = MarkdownLimits(inputBytes: 1 << 20, outputBytes: 2 << 20, nesting: 100)

        let outcome = Result { () throws(MarkdownError) in
            try MarkdownRenderer(limits: limits).bytes(text.markdown).count
        }

        switch outcome {
        case .success(let count): #expect(count <= limits.outputBytes)
        case .failure(let error):
            #expect(
                error == .outputTooLarge(limit: 2 << 20) || error == .nestedTooDeeply(limit: 100))
        }
    }

    @Test("an excerpt of a hostile text is short", arguments: HostileText.all)
    func excerptIsBounded(text: HostileText) {
        let excerpt = MarkdownRenderer().plainText(text.markdown, limit: 200)

        #expect(excerpt.count <= 200)
    }

    @Test func `references that expand a thousandfold are refused`() {
        let markdown = "[a]: " + "b".repeated(10_000) + "\n\n" + "[a]".repeated(20_000)

        #expect(throws: MarkdownError.outputTooLarge(limit: 4 << 20)) {
            try MarkdownRenderer().html(markdown)
        }
    }

    @Test func `a text larger than the limit is refused`() {
        let renderer = MarkdownRenderer(limits: MarkdownLimits(inputBytes: 10))

        #expect(throws: MarkdownError.inputTooLarge(limit: 10)) {
            try renderer.html("12345678901")
        }
    }

    @Test func `the deepest nesting allowed is rendered`() throws {
        // The document and the paragraph count too.
        let renderer = MarkdownRenderer(limits: MarkdownLimits(nesting: 12))

        let html = try renderer.html(">".repeated(10) + "a")

        #expect(html.components(of: "<blockquote>") == 10)
    }

    @Test func `deeper nesting is refused`() {
        let renderer = MarkdownRenderer(limits: MarkdownLimits(nesting: 12))

        #expect(throws: MarkdownError.nestedTooDeeply(limit: 12)) {
            try renderer.html(">".repeated(11) + "a")
        }
    }
}
