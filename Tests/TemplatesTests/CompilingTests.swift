import FoundationEssentials
import Templates
import TestSupport
import Testing

/// Libraries that would take long if everything were written out.
@Suite("Large libraries", .timeLimit(.minutes(5)))
struct CompilingTests {
    private func text(
        _ source: String, with partials: [String: String], _ data: JSONValue = [:]
    ) throws -> String {
        let template = try TextTemplate(source, partials: TemplateLibrary(sources: partials))
        return String(decoding: try template.render(data), as: UTF8.self)
    }

    /// Partials of which each includes the next `times`.
    private func chain(_ length: Int, times: Int) -> [String: String] {
        let links = (0..<length).map { index in
            ("p\(index)", String(repeating: "{{>p\(index + 1)}}", count: times))
        }
        return Dictionary(uniqueKeysWithValues: links).merging(["p\(length)": "x"]) { $1 }
    }

    @Test("partials that include each other twice are compiled as often as they must be")
    func doubling() throws {
        let plain = try text("{{>p0}}", with: chain(16, times: 2))
        let page = try render("{{>p0}}", with: chain(16, times: 2))

        #expect(plain == String(repeating: "x", count: 65536))
        #expect(page == plain)
    }

    @Test("a long chain of partials is no mistake")
    func longChain() throws {
        let plain = try text("{{>p0}}", with: chain(1000, times: 1))
        let page = try render("<p>{{>p0}}</p>", with: chain(1000, times: 1))

        #expect(plain == "x")
        #expect(page == "<p>x</p>")
    }

    @Test("deep sections within deep partials need no deep stack")
    func deepSections() throws {
        let opened = String(repeating: "{{#yes}}", count: 199)
        let closed = String(repeating: "{{/yes}}", count: 199)
        let links = (0..<60).map { ("p\($0)", "\(opened){{>p\($0 + 1)}}\(closed)") }
        let partials = Dictionary(uniqueKeysWithValues: links).merging(["p60": "x"]) { $1 }

        let page = try render("{{>p0}}", with: partials)

        #expect(page == "x")
    }

    @Test("what is called for its depth must leave the HTML where it found it")
    func refusesDeepChanges() {
        let partials = chain(120, times: 1).merging(["p120": "<p title='"]) { $1 }

        let message = mistake(in: "{{>p0}}'>", with: partials)

        #expect(
            message
                == "p99:1:1: 'p100' is included very deep, so it must leave the HTML where it found "
                + "it, in text (in the page 'page')")
    }

    @Test("blocks that double each other are refused before they fill the memory")
    func doublingBlocks() {
        let fillings = (0..<40).map { index in
            let next = String(repeating: "{{$a\(index + 1)}}{{/a\(index + 1)}}", count: 2)
            return "{{$a\(index)}}\(next){{/a\(index)}}"
        }
        let source = "{{<base}}\(fillings.joined()){{/base}}"

        let places = (0...40).map { "{{$a\($0)}}{{/a\($0)}}" }.joined()

        let message = mistake(in: source, with: ["base": places])

        #expect(message?.contains("this comes to more than 20 MB") ?? false)
    }

    @Test("a name in the data is found among thousands of partials that do the same")
    func dynamicNames() throws {
        let names = (0..<2500).map { "p\($0)" }
        let partials = Dictionary(
            uniqueKeysWithValues: names.map { ($0, "\($0){{#next}} {{>*name}}{{/next}}") })
        let data: JSONValue = [
            "name": "p7", "next": ["name": "p2499", "next": ["name": "gone", "next": nil]],
        ]

        let result = try text("{{>*name}}", with: partials, data)

        #expect(result == "p7 p2499 ")
    }

    private static let pieces = [
        "{{>p}}", "{{>q}}", "  {{>p}}\n", "\t{{>q}}\n", "{{>q}}\n", "{{<p}}{{/p}}",
        "  {{<q}}\n{{$a}}\n    one\n    {{x}}\n{{/a}}\n{{/q}}\n", "{{<p}}{{$a}}{{x}}{{/a}}{{/p}}\n",
        "{{$a}}own{{/a}}", "  {{$a}}\n  own\n  {{/a}}\n", "{{#list}}\n", "{{/list}}\n", "{{#list}}",
        "{{/list}}", "{{x}}", "{{{x}}}", "text", "\n", "  ", "| ",
    ]

    private func source(
        _ random: inout SeededGenerator, including names: [String]
    ) -> String {
        var open = 0
        var source = ""
        for _ in 0..<Int.random(in: 1...7, using: &random) {
            let piece = Self.pieces.randomElement(using: &random) ?? ""
            let excluded = ["p", "q"].filter { !names.contains($0) }
            guard
                !excluded.contains(where: { piece.contains(">\($0)}") || piece.contains("<\($0)}") }
                )
            else { continue }
            open += piece.contains("#list") ? 1 : piece.contains("/list") ? -1 : 0
            if open < 0 {
                open = 0
            } else {
                source += piece
            }
        }
        return source + String(repeating: "{{/list}}", count: open)
    }

    @Test("what is called comes out as if it were written out", arguments: 0..<4)
    func callsAreAlike(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let data: JSONValue = [
            "x": "<\n&>", "list": [1, 2], "nameOfP": "p", "nameOfQ": "q",
        ]

        for _ in 0..<500 {
            let page = source(&random, including: ["p", "q"])
            let partials = [
                "p": source(&random, including: ["q"]), "q": source(&random, including: []),
            ]
            func named(_ source: String) -> String {
                ["p", "q"].reduce(source) { source, name in
                    [">", "<", "/"].reduce(source) { source, sigil in
                        source.split(
                            separator: "{{\(sigil)\(name)}}", omittingEmptySubsequences: false
                        ).joined(separator: "{{\(sigil)*nameOf\(name.uppercased())}}")
                    }
                }
            }

            let inPlace = try text(page, with: partials, data)
            let called = try text(named(page), with: partials.mapValues(named), data)

            #expect(inPlace == called, "\(page.debugDescription) \(partials)")
        }
    }
}
