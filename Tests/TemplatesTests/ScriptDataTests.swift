import Templates
import Testing

/// Values in the JSON of a script that no browser runs.
@Suite("JSON in scripts")
struct ScriptDataTests {
    @TemplateData
    struct Article {
        var title = "Ink"
        var subtitle: String?
        var words = 1200
        var isLong = true
        var tags = ["red", "black"]
        var details: JSONValue = ["b": [1, true, nil], "a": "x"]
        var html = SafeHTML(trusting: "<b>")
    }

    private func render(_ source: String, _ article: Article = Article()) throws -> String {
        let template = try TemplateLibrary(sources: ["page": source])
            .template("page", page: Article.self, chrome: Chrome.self)
        return String(decoding: template.render(Chrome(), article), as: UTF8.self)
    }

    private func script(_ json: String) -> String {
        "<script type=\"application/ld+json\">\(json)</script>"
    }

    @Test(
        "a value becomes JSON of its kind",
        arguments: [
            ("{{title}}", "\"Ink\""),
            ("{{subtitle}}", "null"),
            ("{{words}}", "1200"),
            ("{{isLong}}", "true"),
            ("{{details}}", #"{"a":"x","b":[1,true,null]}"#),
            (#"{"name": {{title}}, "n": {{words}}}"#, #"{"name": "Ink", "n": 1200}"#),
            (#"{"name": "The {{title}}", "n": {{words}}}"#, #"{"name": "The Ink", "n": 1200}"#),
            (#"["\"{{title}}", "a\\", {{title}}]"#, #"["\"Ink", "a\\", "Ink"]"#),
            ("[{{#tags}}{{.}},{{/tags}}null]", #"["red","black",null]"#),
            ("[{{#subtitle}}1{{/subtitle}}{{^subtitle}}2{{/subtitle}}]", "[2]"),
            (#""<b>" < {{words}}"#, #""<b>" < 1200"#),
        ])
    func writesJSON(source: String, expected: String) throws {
        let result = try render(script(source))

        #expect(result == script(expected))
    }

    @Test(
        "nothing in a value leaves its string or its script",
        arguments: [
            ("</script><script>alert(1)//", #"\u003c/script\u003e\u003cscript\u003ealert(1)//"#),
            ("<!--", #"\u003c!--"#),
            ("\" + \\", #"\" + \\"#),
            ("a\nb\r\tc\0", #"a\nb\u000d\u0009c\u0000"#),
            ("a & b", #"a \u0026 b"#),
            ("\u{2028}\u{2029}", #"\u2028\u2029"#),
            ("\"\u{301}<\u{FE0F}", "\\\"\u{301}\\u003c\u{FE0F}"),
            ("naïve 中文 🧪", "naïve 中文 🧪"),
        ])
    func escapes(value: String, expected: String) throws {
        let article = Article(title: value, details: [.init(stringLiteral: value): .text(value)])

        let whole = try render(script("{{title}}"), article)
        let part = try render(script("\"{{title}}\""), article)
        let nested = try render(script("{{details}}"), article)

        #expect(Array(whole.utf8) == Array(script("\"\(expected)\"").utf8))
        #expect(part == whole)
        #expect(nested == script("{\"\(expected)\":\"\(expected)\"}"))
    }

    @Test(
        "the script's type must be JSON's, whatever happens",
        arguments: [
            "<script>{{title}}</script>",
            "<script type=\"module\">{{title}}</script>",
            "<script type=\"importmap\">{{title}}</script>",
            "<script type=\"speculationrules\">{{title}}</script>",
            "<script type=\"text/javascript\" type=\"application/json\">{{title}}</script>",
            "<script type type=\"application/json\">{{title}}</script>",
            "<script {{#isLong}}type=\"application/json\"{{/isLong}}>{{title}}</script>",
            "<script type=\"{{#isLong}}application/json{{/isLong}}\">{{title}}</script>",
            "<script data-type=\"application/json\">{{title}}</script>",
            "<script type=\"application/json\"></script><script>{{title}}</script>",
            "<script type=\"application/json&semi;\">{{title}}</script>",
        ])
    func refusesOtherScripts(source: String) {
        let error = #expect(throws: TemplateError.self) { try render(source) }

        #expect(
            error?.reason.contains(
                "cannot stand inside <script>; give it in a data- attribute or a "
                    + "<script type=\"application/json\">") ?? false)
    }

    @Test(
        "JSON's scripts are known by their type however it is written",
        arguments: [
            "<script type=\"application/json\">{{words}}</script>",
            "<script type='APPLICATION/JSON'>{{words}}</script>",
            "<script type=application/json>{{words}}</script>",
            "<script id=\"{{title}}\" TYPE = application/ld+json >{{words}}</script>",
        ])
    func knowsType(source: String) throws {
        let result = try render(source)

        #expect(result.hasSuffix(">1200</script>"))
    }

    @Test(
        "a value is refused where JSON has no place for it",
        arguments: [
            ("\"\\{{title}}\"", "a value cannot follow a backslash"),
            ("{{{html}}}", "markup stands only between tags"),
            ("\"{{#isLong}}\"{{/isLong}}{{title}}", "decides whether what follows is in"),
            ("\"{{title}}", "this script ends inside a string of its JSON"),
        ])
    func refusesOtherPlaces(source: String, reason: String) {
        let error = #expect(throws: TemplateError.self) { try render(script(source)) }

        #expect(error?.reason.contains(reason) ?? false)
    }

    @Test("a value does not decide the script's type")
    func refusesType() {
        let error = #expect(throws: TemplateError.self) {
            try render("<script type=\"{{title}}\">1</script>")
        }

        #expect(error?.line == 1)
        #expect(error?.reason.contains("decides whether it acts") ?? false)
    }

    @Test("outside of scripts JSON is text, and a flag is refused")
    func elsewhere() throws {
        let result = try render("<p data-a=\"{{details}}\">{{details}}</p>")

        let text = #"{&quot;a&quot;:&quot;x&quot;,&quot;b&quot;:[1,true,null]}"#
        #expect(result == "<p data-a=\"\(text)\">\(text)</p>")
        #expect(throws: TemplateError.self) { try render("{{isLong}}") }
    }
}
