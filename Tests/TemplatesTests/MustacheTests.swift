import Templates
import Testing

/// What Mustache promises, as templates and what they become.
@Suite("Mustache")
struct MustacheTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let source: String
        var others: [String: String] = [:]
        let result: String

        init(
            _ description: String, _ source: String, with others: [String: String] = [:],
            _ result: String
        ) {
            testDescription = description
            self.source = source
            self.others = others
            self.result = result
        }
    }

    static let comments = [
        Case("inline", "a{{! not seen }}b", "ab"),
        Case("many lines", "a{{!\n one\n two\n}}b\n", "ab\n"),
        Case("alone", "a\n{{! not seen }}\nb\n", "a\nb\n"),
        Case("alone and indented", "a\n  {{! not seen }}\nb\n", "a\nb\n"),
        Case("alone with carriage returns", "|\r\n{{! not seen }}\r\n|", "|\r\n|"),
        Case("alone at the beginning", "  {{! not seen }}\nb", "b"),
        Case("alone at the end", "a\n  {{! not seen }}", "a\n"),
        Case("alone over many lines", "a\n  {{!\n  x\n  }}\nb\n", "a\nb\n"),
        Case("beside text", "  12 {{! 34 }}\n", "  12 \n"),
        Case("beside text on both sides", "12 {{! x }} 5\n", "12  5\n"),
        Case("looking like a tag", "a{{!{{text}}b", "ab"),
    ]

    static let delimiters = [
        Case("a pair", "{{=<% %>=}}<%text%>{{text}}", "text{{text}}"),
        Case("one character", "{{=| |=}}|text|", "text"),
        Case("there and back", "{{=| |=}}|text||={{ }}=|{{text}}", "texttext"),
        Case("with blanks", "{{= |   | =}}|text|", "text"),
        Case("markup", "{{=| |=}}|{html}||&html|", "<b>bold</b><b>bold</b>"),
        Case("in a section", "{{#yes}}{{=| |=}}|text||/yes|", "text"),
        Case("alone", "a\n  {{=| |=}}\nb\n", "a\nb\n"),
        Case("beside text", " | {{=@ @=}}\n", " | \n"),
        Case("not for partials", "{{=| |=}}|>p||text|", with: ["p": "{{text}}|"], "text|text"),
        Case("not from partials", "{{>p}}{{text}}", with: ["p": "{{=| |=}}|text|"], "texttext"),
    ]

    static let interpolation = [
        Case("nothing", "Hello\n", "Hello\n"),
        Case("text", "Hello {{text}}!", "Hello text!"),
        Case("blanks in the tag", "|{{  text  }}|", "|text|"),
        Case("a number", "{{number}}", "42"),
        Case("markup", "{{{html}}} {{&html}} {{& html }}", "<b>bold</b> <b>bold</b> <b>bold</b>"),
        Case("missing text", "({{missing}})", "()"),
        Case("missing markup", "({{{missingHTML}}})", "()"),
        Case("never alone on a line", "  {{text}}\n", "  text\n"),
        Case("a dotted name", "{{person.name}} of {{person.address.town}}", "Cy of Łódź"),
        Case("a dotted name that leads nowhere", "({{nobody.address.town}})", "()"),
        Case("a dotted name in an object", "{{#person}}{{address.town}}{{/person}}", "Łódź"),
        Case("braces that are not tags", "{ {text} }}", "{ {text} }}"),
        Case("the page before the chrome", "{{text}}, {{site}}", "text, Inkstone"),
        Case("not what data say", "{{#words}}{{.}}{{/words}}", "onetwo"),
    ]

    static let sections = [
        Case("a flag that is set", "{{#yes}}shown{{/yes}}", "shown"),
        Case("a flag that is not", "({{#no}}shown{{/no}})", "()"),
        Case("an object", "{{#person}}{{name}}{{/person}}", "Cy"),
        Case("a missing object", "({{#nobody}}{{name}}{{/nobody}})", "()"),
        Case("a list", "{{#people}}{{name}},{{/people}}", "Ada,Bob,"),
        Case("an empty list", "({{#none}}{{name}}{{/none}})", "()"),
        Case("a list of texts", "{{#words}}({{.}}){{/words}}", "(one)(two)"),
        Case("text that is there", "{{#text}}[{{.}} {{text}}]{{/text}}", "[text text]"),
        Case("text that is not", "({{#empty}}x{{/empty}}{{#missing}}x{{/missing}})", "()"),
        Case("markup that is there", "{{#html}}{{{.}}}{{/html}}", "<b>bold</b>"),
        Case("markup that is not", "({{#missingHTML}}{{{.}}}{{/missingHTML}})", "()"),
        Case("outer names inside", "{{#people}}{{name}}{{text}} {{/people}}", "Adatext Bobtext "),
        Case(
            "inner names first", "{{#person}}{{#address}}{{town}}{{name}}{{/address}}{{/person}}",
            "ŁódźCy"),
        Case("a dotted flag", "{{#person.address.isFar}}far{{/person.address.isFar}}", "far"),
        Case(
            "a dotted flag that leads nowhere",
            "({{#person.friend.isFar}}x{{/person.friend.isFar}})", "()"),
        Case(
            "a dotted list", "{{#person.address.streets}}{{.}} {{/person.address.streets}}",
            "Main Mill "),
        Case(
            "a list in a list", "{{#people}}{{#words}}{{name}}{{.}} {{/words}}{{/people}}",
            "Adaone Adatwo Bobone Bobtwo "),
        Case(
            "the same list within itself", "{{#people}}{{#people}}{{name}}{{/people}};{{/people}}",
            "AdaBob;AdaBob;"),
        Case("two of a name", "{{#yes}}a{{/yes}}b{{#yes}}c{{/yes}}", "abc"),
        Case("one in another of its name", "|{{#yes}}a{{#yes}}b{{/yes}}c{{/yes}}|", "|abc|"),
        Case("alone on lines", "a\n{{#yes}}\nb\n{{/yes}}\nc\n", "a\nb\nc\n"),
        Case("alone and indented", "a\n  {{#yes}}\nb\n  {{/yes}}\nc\n", "a\nb\nc\n"),
        Case("with carriage returns", "|\r\n{{#yes}}\r\n{{/yes}}\r\n|", "|\r\n|"),
        Case("without a last newline", "#{{#yes}}\n/\n  {{/yes}}", "#\n/\n"),
        Case("within a line", " {{#yes}}Y{{/yes}}\n {{#yes}}G{{/yes}}\n", " Y\n G\n"),
        Case("blanks within", " | {{#yes}} {{! x }}\n {{/yes}} | \n", " |  \n  | \n"),
        Case("blanks in the tag", "|{{# yes }}={{/ yes }}|", "|=|"),
    ]

    static let inverted = [
        Case("a flag that is set", "({{^yes}}x{{/yes}})", "()"),
        Case("a flag that is not", "{{^no}}shown{{/no}}", "shown"),
        Case("an object", "({{^person}}x{{/person}})", "()"),
        Case("a missing object", "{{^nobody}}nobody{{/nobody}}", "nobody"),
        Case("a list", "({{^people}}x{{/people}})", "()"),
        Case("an empty list", "{{^none}}none{{/none}}", "none"),
        Case("text", "({{^text}}x{{/text}}){{^empty}}empty{{/empty}}", "()empty"),
        Case(
            "a dotted name that leads nowhere",
            "{{^person.friend.isFar}}near{{/person.friend.isFar}}", "near"),
        Case("a dotted name", "({{^person.address.isFar}}near{{/person.address.isFar}})", "()"),
        Case(
            "after its section, taken", "{{#person}}{{name}}{{/person}}{{^person}}x{{/person}}",
            "Cy"),
        Case(
            "after its section, not taken", "{{#nobody}}x{{/nobody}}{{^nobody}}none{{/nobody}}",
            "none"),
        Case("after a list", "{{#people}}{{name}}{{/people}}{{^people}}x{{/people}}", "AdaBob"),
        Case("after an empty list", "{{#none}}x{{/none}}{{^none}}none{{/none}}", "none"),
        Case(
            "after a section within one",
            "{{#people}}{{#no}}x{{/no}}{{^no}}{{name}}{{/no}}{{/people}}", "AdaBob"),
        Case("alone on lines", "a\n{{^no}}\nb\n{{/no}}\nc\n", "a\nb\nc\n"),
    ]

    @Test(
        "a template becomes what Mustache promises",
        arguments: comments + delimiters + interpolation + sections + inverted)
    func becomes(_ sample: Case) throws {
        let result = try render(sample.source, with: sample.others)

        #expect(result == sample.result)
    }
}
