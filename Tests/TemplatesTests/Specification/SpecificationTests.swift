import FoundationEssentials
import Templates
import Testing

/// Templates over plain data, as Mustache's specification wants them.
@Suite("Mustache's specification")
struct SpecificationTests {
    @Test("comments", arguments: SpecificationCase.comments)
    func comments(_ sample: SpecificationCase) throws {
        let result = try sample.rendered()

        #expect(result == sample.result)
    }

    @Test("delimiters", arguments: SpecificationCase.delimiters)
    func delimiters(_ sample: SpecificationCase) throws {
        let result = try sample.rendered()

        #expect(result == sample.result)
    }

    @Test("interpolation", arguments: SpecificationCase.interpolation)
    func interpolation(_ sample: SpecificationCase) throws {
        let result = try sample.rendered()

        #expect(result == sample.result)
    }

    @Test("sections", arguments: SpecificationCase.sections)
    func sections(_ sample: SpecificationCase) throws {
        let result = try sample.rendered()

        #expect(result == sample.result)
    }

    @Test("inverted sections", arguments: SpecificationCase.inverted)
    func inverted(_ sample: SpecificationCase) throws {
        let result = try sample.rendered()

        #expect(result == sample.result)
    }

    @Test("partials", arguments: SpecificationCase.partials)
    func partials(_ sample: SpecificationCase) throws {
        let result = try sample.rendered()

        #expect(result == sample.result)
    }

    @Test("inheritance", arguments: SpecificationCase.inheritance)
    func inheritance(_ sample: SpecificationCase) throws {
        let result = try sample.rendered()

        #expect(result == sample.result)
    }

    @Test("dynamic names", arguments: SpecificationCase.dynamicNames)
    func dynamicNames(_ sample: SpecificationCase) throws {
        let result = try sample.rendered()

        #expect(result == sample.result)
    }

    @Test(
        "a partial that includes itself without end is an error, not a crash or a long wait",
        arguments: ["true", "[1, 2, 3]"])
    func endlessPartial(leaf: String) {
        let sample = SpecificationCase(
            "", "{{>fern}}", #"{"leaf": \#(leaf)}"#,
            partials: ["fern": "\n.{{#leaf}}{{>fern}}{{/leaf}}"], "")

        let error = #expect(throws: TemplateError.self) { try sample.rendered() }

        #expect(
            error?.description
                == "fern:2:11: 'fern' includes itself more than 500 times, one within the other")
    }

    @Test(
        "a mistake in the syntax is an error with its place",
        arguments: [
            ("ink\n{{stone", "template:2:1: this tag is never closed: '}}' is missing"),
            ("{{#ink}}", "template:1:1: 'ink' is never closed"),
            ("ink {{/ink}}", "template:1:5: 'ink' is closed but was not opened"),
            (
                String(repeating: "{{#ink}}", count: 1000)
                    + String(repeating: "{{/ink}}", count: 1000),
                "template:1:1601: this is nested more than 200 deep"
            ),
            ("{{>*}}", "template:1:1: '*' stands before the name of a value"),
        ])
    func mistakes(template: String, description: String) {
        let error = #expect(throws: TemplateError.self) {
            try TextTemplate(template, partials: TemplateLibrary(sources: [:]))
        }

        #expect(error?.description == description)
    }
}
