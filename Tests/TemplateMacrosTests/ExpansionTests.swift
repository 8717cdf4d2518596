import Testing

@Suite("What @TemplateData writes")
struct ExpansionTests {
    @Test func `a table with each property under its name, and the conformance`() {
        let expansion = Expansion(
            of: """
                @TemplateData
                public struct Page {
                    let title: String
                    var `class`: String { "wide" }
                }
                """)

        #expect(
            expansion.source == """
                public struct Page {
                    let title: String
                    var `class`: String { "wide" }

                    public static var fields: Templates.TemplateFields<Self> {
                        var fields = Templates.TemplateFields<Self>()
                        fields.add("title") {
                            $0.title
                        }
                        fields.add("class") {
                            $0.`class`
                        }
                        return fields
                    }
                }

                extension Page: Templates.TemplateData {
                }
                """)
        #expect(expansion.diagnostics.isEmpty)
    }

    @Test(
        "what can be read is in the table",
        arguments: [
            ("let a: String", ["a"]),
            ("var a = 1, b: Bool?", ["a", "b"]),
            ("var a: Int { 1 }", ["a"]),
            ("var a: Int { get { 1 } set {} }", ["a"]),
            ("var a = 1 { didSet {} }", ["a"]),
            ("private(set) var a = 1", ["a"]),
            ("public internal(set) var a = 1", ["a"]),
            ("private let a = 1", []),
            ("fileprivate var a: Int { 1 }", []),
            ("static let a = 1", []),
            ("@NotShown let a = 1", []),
            ("@Templates.NotShown let a = 1", []),
            ("func a() -> Int { 1 }", []),
            ("struct Inner { let a: Int }", []),
            ("#if DEBUG\nstatic let a = 1\n#endif", []),
            ("", []),
        ])
    func namesProperties(members: String, names: [String]) {
        let expansion = Expansion(of: "@TemplateData struct Page {\n\(members)\n}")

        #expect(expansion.names == names)
        #expect(expansion.diagnostics.isEmpty)
    }

    @Test(
        "what no template could show is refused where it stands",
        arguments: [
            (
                "@TemplateData class Page {}",
                "@TemplateData shows the properties of a struct; make this one a struct", "class"
            ),
            (
                "@TemplateData enum Page { case a }",
                "@TemplateData shows the properties of a struct; make this one a struct", "enum"
            ),
            (
                "@TemplateData struct Page { lazy var a = 1 }",
                "a template cannot fill a lazy property; make it computed, or private", "lazy"
            ),
            (
                "@TemplateData struct Page { var a: Int { get async { 1 } } }",
                "a template cannot wait or fail; give it the value, or add @NotShown", "async"
            ),
            (
                "@TemplateData struct Page { var a: Int { get throws { 1 } } }",
                "a template cannot wait or fail; give it the value, or add @NotShown", "throws"
            ),
            (
                "@TemplateData struct Page { let (a, b) = (1, 2) }",
                "declare each property on its own, so that each has a name to be shown under",
                "(a, b)"
            ),
            (
                "@TemplateData struct Page { @NotShown private let a = 1 }",
                "no template sees a private or static property; remove @NotShown", "@NotShown"
            ),
            (
                "@TemplateData struct Page {\n#if DEBUG\nlet a = 1\n#endif\n}",
                "a property that templates show cannot depend on '#if': they name it in every build",
                "#if DEBUG\nlet a = 1\n#endif"
            ),
        ])
    func refuses(source: String, message: String, place: String) {
        let expansion = Expansion(of: source)

        #expect(expansion.diagnostics == [message])
        #expect(expansion.places == [place])
    }
}
