import FoundationEssentials
import Templates
import Testing

@testable import Blog

/// What no file in `templates/` may hold, whoever adds one.
@Suite("Rules for templates")
struct TemplateRuleTests {
    private static let folder = TestBlog.root.appending(path: "templates")

    /// The text of every template, by its name.
    private static func sources() throws -> [(name: String, text: String)] {
        try TemplateLibrary(folder: folder.path()).names.map { name in
            let file = folder.appending(path: name + ".mustache")
            return (name, try String(contentsOf: file, encoding: .utf8))
        }
    }

    /// The addresses that were typed rather than written by a route.
    private static func typedAddresses(in text: String) -> [Substring] {
        text.matches(
            of:
                /<[^>]*\s(?:href|src|srcset|action|formaction|poster|data|cite)\s*=\s*["']?\s*[\/\\]/
                .ignoresCase()
        ).map(\.output)
    }

    /// What acts or looks by what is written in the page itself, which the content policy
    /// forbids: code, styles, handlers.
    private static func inlineCode(in text: String) -> [Substring] {
        let elements = text.matches(of: /<style|<script\b(?![^>]*\ssrc=)[^>]*>/.ignoresCase())
        let filled = text.matches(of: /<script\b[^>]*>\s*[^<\s]/.ignoresCase())
        let attributes = text.matches(of: /<[^>]*\s(?:style|on[a-z]+)\s*=/.ignoresCase())
        let addresses = text.matches(of: /=\s*["']?\s*(?:javascript|data|vbscript):/.ignoresCase())
        let data = /<script type="application\/(?:ld\+)?json"/.ignoresCase()
        return (elements + filled + attributes + addresses).map(\.output)
            .filter { $0.prefixMatch(of: data) == nil }
    }

    @Test func `addresses come from routes, so that none is forgotten when one changes`() throws {
        let sources = try Self.sources()

        let typed = sources.flatMap { source in
            Self.typedAddresses(in: source.text).map { "\(source.name): \($0)" }
        }

        #expect(sources.count > 10)
        #expect(typed == [])
    }

    @Test func `no code or style is written into a page`() throws {
        let sources = try Self.sources()

        let inline = sources.flatMap { source in
            Self.inlineCode(in: source.text).map { "\(source.name): \($0)" }
        }

        #expect(sources.count > 10)
        #expect(inline == [])
    }

    @Test(arguments: [true, false])
    func `whatever a page shows, scripts and styles are files of the site`(filled: Bool) throws {
        let templates = try PageTemplates(TemplateLibrary(folder: Self.folder.path()))

        for (name, text) in try SamplePages(filled: filled).all(templates) {
            let scripts = text.matches(of: /<script[^>]*\ssrc="([^"]*)"/).map(\.output.1)
            let sheets = text.matches(of: /<link rel="stylesheet" href="([^"]*)"/).map(\.output.1)
            let acting = text.split(separator: /<script|<iframe|<object|<embed|stylesheet/)

            #expect(Self.inlineCode(in: text) == [], "\(name)")
            #expect(scripts.allSatisfy { $0.hasPrefix("/static/js/") }, "\(name): \(scripts)")
            #expect(sheets.allSatisfy { $0.hasPrefix("/static/css/") }, "\(name): \(sheets)")
            #expect(acting.count == scripts.count + sheets.count + 1, "\(name)")
        }
    }

    @Test(
        "an address that was typed is seen",
        arguments: [
            "<a href=\"/account\">", "<form method=\"post\" action='/x'>", "<img SRC = /a.png>",
            "<script src=\"//elsewhere.test/a.js\">",
        ])
    func seesTyped(html: String) {
        #expect(Self.typedAddresses(in: html).count == 1)
    }

    @Test(
        "what is written into a page and acts is seen",
        arguments: [
            "<style>", "<p STYLE='a:b'>", "<script>", "<script type=\"module\">",
            "<a onclick=go()>",
            "<script src=\"a.js\">go()</script>", "<a href=\"javascript:go()\">",
            "<p a\nonload = 'x'>",
        ])
    func seesInline(html: String) {
        #expect(!Self.inlineCode(in: html).isEmpty)
    }

    @Test(
        "data and files are no code",
        arguments: [
            "<script src=\"{{scriptURL}}\" defer></script>", "<p>style=\"a\" onclick=\"b\"</p>",
            "<script type=\"application/ld+json\">{\"a\": 1}</script>", "<a href=\"{{url}}\">",
        ])
    func passes(html: String) {
        #expect(Self.inlineCode(in: html) == [] && Self.typedAddresses(in: html) == [])
    }
}
