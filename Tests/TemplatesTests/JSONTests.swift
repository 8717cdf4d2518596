import FoundationEssentials
import Templates
import Testing

/// Data for templates, as files hold them.
@Suite("JSON")
struct JSONTests {
    static let values: [(String, JSONValue)] = [
        (" null ", .null), ("true", true), ("\tfalse\r\n", false), ("0", 0),
        ("-12", -12), ("1.50", .number(Decimal(3) / 2)), ("2.5E+2", 250),
        ("25e-1", .number(Decimal(5) / 2)),
        ("\"\"", ""), (#""a\"\\\/\b\f\n\r\tb""#, "a\"\\/\u{8}\u{C}\n\r\tb"),
        (#""\u4e2d\uD83E\uddea e\u0301""#, "中🧪 e\u{301}"), ("\"naïve 中文\"", "naïve 中文"),
        ("[]", []), ("[1,[ ] , {}]", [1, [], [:]]),
        ("{\"a\" : {\"b\":[null]}}", ["a": ["b": [nil]]]),
        ("\u{FEFF}1", 1),
    ]

    @Test("each kind of value is read", arguments: values)
    func reads(text: String, expected: JSONValue) throws {
        let value = try JSONValue(contents: text.utf8, file: "data")

        #expect(value == expected)
    }

    @Test("numbers keep their digits, up to 38 of them")
    func keepsDigits() throws {
        let digits = "12345678901234567890123456789012345678"

        let value = try JSONValue(
            contents: "[-\(digits), \(digits)000, 0.000\(digits)]".utf8, file: "data")

        let text = try TextTemplate("{{.}}", partials: TemplateLibrary(sources: [:])).render(value)
        #expect(
            String(decoding: text, as: UTF8.self) == "[-\(digits),\(digits)000,0.000\(digits)]")
    }

    @Test(
        "what is not JSON is refused with its place",
        arguments: [
            ("", "1:1: this is not JSON: a value is missing"),
            ("[1,]", "1:4: this is not JSON: a value is missing"),
            ("{\"a\": 1,}", "1:9: this is not JSON: a name in quotes is missing"),
            ("{\"a\":\n  tru}", "2:3: this is not JSON: a value is missing"),
            ("{\"a\" 1}", "1:6: this is not JSON: ':' is missing"),
            ("{a: 1}", "1:2: this is not JSON: a name in quotes is missing"),
            ("{\"a\": 1 \"b\": 2}", "1:9: this is not JSON: ',' or '}' is missing"),
            ("[1 2]", "1:4: this is not JSON: ',' or ']' is missing"),
            ("[1", "1:3: this is not JSON: ',' or ']' is missing"),
            ("1 2", "1:3: this is not JSON: the data end here, but something follows"),
            ("{\"a\": 1,\n\"a\": 2}", "2:1: this is not JSON: 'a' stands here twice"),
            ("\"Łódź", "1:1: this is not JSON: this text is never closed"),
            (
                "\"a\nb\"",
                "1:3: this is not JSON: a text has no line breaks or control characters in it; write \\n"
            ),
            (#""\x""#, #"1:2: this is not JSON: after a backslash comes one of "\/bfnrtu"#),
            (#""\u12G4""#, #"1:2: this is not JSON: four hexadecimal digits follow '\u'"#),
            (#""\ud83e""#, "1:2: this is not JSON: half a character is escaped here"),
            (#""\ud83e\u0041""#, "1:2: this is not JSON: half a character is escaped here"),
            ("01", "1:2: this is not JSON: the data end here, but something follows"),
            ("-", "1:2: this is not JSON: a digit is missing"),
            ("1.", "1:3: this is not JSON: a digit is missing"),
            ("+1", "1:1: this is not JSON: a value is missing"),
            ("NaN", "1:1: this is not JSON: a value is missing"),
            ("1e9999", "1:1: this is not JSON: this number is too large"),
            (
                "[123456789012345678901234567890123456789]",
                "1:2: this is not JSON: a number has at most 38 digits; write it as text"
            ),
        ])
    func refuses(text: String, description: String) {
        let error = #expect(throws: TemplateError.self) {
            try JSONValue(contents: text.utf8, file: "data")
        }

        #expect(error?.description == "data:\(description)")
    }

    @Test("data that nest without measure are refused")
    func refusesDepth() {
        let text = String(repeating: "[", count: 100_000)

        let error = #expect(throws: TemplateError.self) {
            try JSONValue(contents: text.utf8, file: "data")
        }

        #expect(error?.reason == "this is not JSON: this is nested more than 200 deep")
    }

    @Test("what is not UTF-8 is refused")
    func refusesOtherEncodings() {
        let error = #expect(throws: TemplateError.self) {
            try JSONValue(contents: [0x22, 0xFF, 0x22], file: "data")
        }

        #expect(error?.description == "data: this file is not UTF-8")
    }

    @Test("what is no number is null")
    func writesNull() throws {
        let template = try TextTemplate("{{.}}", partials: TemplateLibrary(sources: [:]))

        let result = try template.render([.number(.nan)])

        #expect(String(decoding: result, as: UTF8.self) == "[null]")
    }
}
