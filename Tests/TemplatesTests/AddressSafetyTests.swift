import Templates
import TestSupport
import Testing

/// Addresses made of many pieces, as a browser reads them.
@Suite("Addresses")
struct AddressSafetyTests {
    @TemplateData
    struct Link {
        var first: String
        var second: String?
        var owner: Owner?
        var yes = true
        var no = false
        var items: [Owner]
        var none: [Owner] = []
    }

    @TemplateData
    struct Owner {
        var slug: String
    }

    /// None names a host by itself, so no address may lead to one of theirs.
    private static let values = [
        "", "", "", ".", "..", "/", "//", "\\", "\\\\", "/\t", "\t/", " ", "\n", "\u{1}", "?", "#",
        ":", "@", "evil.test", "@evil.test", "evil.test:80", ":evil@evil.test", "&", "&#47;evil",
        "http:", "https:", "https:/", "https://", "https:/\t/", "HTTPS:\\", "mailto:",
        "javascript:",
        "java\tscript:evil", "data:evil", "\u{A0}", "%2F", "%2f%2fevil.test", "/evil", "?evil",
    ]

    private static let pieces = [
        "/", "/", "/", "//", "\\", "a", "tags/", "?", "#", ":", ",", "\t", "\n", " ", "&amp;",
        "http:", "https://", "https://a.example", "mailto:", "javascript:",
        "{{first}}", "{{first}}", "{{second}}", "{{second}}", "{{owner.slug}}", "{{>partial}}",
        "{{$block}}{{first}}{{/block}}", "{{$block}}/{{/block}}",
    ]

    private static let sections = [
        "{{#yes}}[]{{/yes}}", "{{#no}}[]{{/no}}", "{{^yes}}[]{{/yes}}", "{{^no}}[]{{/no}}",
        "{{#no}}[]{{/no}}{{^no}}[]{{/no}}", "{{#items}}[]{{/items}}", "{{#none}}[]{{/none}}",
        "{{#items}}{{slug}}[]{{/items}}", "{{#second}}[]{{/second}}", "{{#owner}}[]{{/owner}}",
    ]

    private func address(using random: inout SeededGenerator, depth: Int = 0) -> String {
        (0...Int.random(in: 0...4, using: &random)).map { _ in
            guard depth < 2, Int.random(in: 0...3, using: &random) == 0 else {
                return Self.pieces.randomElement(using: &random) ?? ""
            }
            let section = Self.sections.randomElement(using: &random) ?? ""
            return section.split(separator: "[]", omittingEmptySubsequences: false)
                .reduce(nil as String?) { text, next in
                    text.map { $0 + address(using: &random, depth: depth + 1) + next }
                        ?? String(next)
                } ?? ""
        }.joined()
    }

    private func link(using random: inout SeededGenerator) -> Link {
        func value() -> String { Self.values.randomElement(using: &random) ?? "" }
        return Link(
            first: value(), second: Bool.random(using: &random) ? value() : nil,
            owner: Bool.random(using: &random) ? Owner(slug: value()) : nil,
            items: (0..<Int.random(in: 0...2, using: &random)).map { _ in Owner(slug: value()) })
    }

    @Test(
        "no value chooses where an address leads, whatever the template and the data",
        arguments: 0..<8)
    func leadsNowhereElse(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var accepted = 0

        for _ in 0..<600 {
            let source = address(using: &random)
            let partial = ["", "/", "a", "{{first}}", "/{{second}}"].randomElement(using: &random)
            let sources = ["page": "<a href=\"\(source)\">", "partial": partial ?? ""]
            guard
                let template = try? TemplateLibrary(sources: sources)
                    .template("page", page: Link.self, chrome: Chrome.self)
            else { continue }
            accepted += 1
            for _ in 0..<20 {
                let page = link(using: &random)
                let result = String(decoding: template.render(Chrome(), page), as: UTF8.self)
                let href = String(result.dropFirst("<a href=\"".count).dropLast("\">".count))
                let address = BrowserAddress(attribute: href)

                #expect(
                    !(address.authority ?? "").contains("evil"), "\(sources) \(page) \(href)")
                // What a value writes is none of these; what the template writes may be.
                #expect(
                    !["data", "java"].contains { address.scheme?.hasPrefix($0) ?? false }
                        || source.contains("javascript:"), "\(sources) \(page) \(href)")
            }
        }

        #expect(accepted > 100)
    }

    @Test(
        "a part that may be missing makes no host of the next",
        arguments: [
            ("/{{empty}}/{{text}}", "/./evil.test"),
            ("/{{missing}}/{{text}}", "/./evil.test"),
            ("/{{person.friend.town}}/{{text}}", "/./evil.test"),
            ("/{{#no}}a{{/no}}/{{text}}", "/./evil.test"),
            ("/{{^yes}}a{{/yes}}/{{text}}", "/./evil.test"),
            ("/{{#none}}{{name}}/{{/none}}/{{text}}", "/./evil.test"),
            ("/{{#people}}{{name}}/{{/people}}/{{text}}", "/Ada/Bob/./evil.test"),
            ("\\{{empty}}/{{text}}", "\\./evil.test"),
            ("/{{empty}}\\{{text}}", "/.\\evil.test"),
            ("/\n{{empty}}/{{text}}", "/\n./evil.test"),
            ("/{{>part}}/{{text}}", "/./evil.test"),
            ("/{{$a}}{{/a}}{{empty}}/{{text}}", "/./evil.test"),
            ("{{empty}}/{{empty}}/{{text}}", "/./evil.test"),
            ("{{empty}}//{{text}}", "/./evil.test"),
            ("/{{site}}/{{text}}", "/Inkstone/evil.test"),
            ("/{{#yes}}a{{/yes}}/{{text}}", "/a/evil.test"),
            ("/{{empty}}", "/"),
        ])
    func keepsSite(address: String, expected: String) throws {
        let sample = Sample(text: "evil.test")

        let result = try render("<a href=\"\(address)\">", with: ["part": "{{empty}}"], sample)

        #expect(result == "<a href=\"\(expected)\">")
    }

    @Test(
        "what follows a value that is only a beginning stays on the site",
        arguments: [
            ("/", "/./evil.test"), ("\\", "\\./evil.test"), ("/\t", "/\t./evil.test"),
            ("", "/evil.test"), ("https://a.example/", "https://a.example/./evil.test"),
            ("https:", "about:invalid#blocked/evil.test"),
            ("https://", "about:invalid#blocked/evil.test"),
        ])
    func completesBeginning(beginning: String, expected: String) throws {
        let sample = Sample(text: beginning, words: ["evil.test"])

        let result = try render("<a href=\"{{text}}/{{#words}}{{.}}{{/words}}\">", sample)

        #expect(result == "<a href=\"\(expected)\">")
    }
}
