import Templates
import Testing

/// Partials and inheritance, as templates and what they become.
@Suite("Partials and inheritance")
struct InclusionTests {
    typealias Case = MustacheTests.Case

    static let partials = [
        Case("a partial", "\"{{>p}}\"", with: ["p": "from p"], "\"from p\""),
        Case("its names", "{{#people}}{{>p}}{{/people}}", with: ["p": "*{{name}}*"], "*Ada**Bob*"),
        Case("a path", "{{> posts/card }}", with: ["posts/card": "card"], "card"),
        Case("blanks around", "| {{>p}} |", with: ["p": "\t|\t"], "| \t|\t |"),
        Case("within a line", "  {{text}}  {{> p}}\n", with: ["p": ">\n>"], "  text  >\n>\n"),
        Case("with carriage returns", "|\r\n{{>p}}\r\n|", with: ["p": ">"], "|\r\n>|"),
        Case("alone at the beginning", "  {{>p}}\n>", with: ["p": ">\n>"], "  >\n  >>"),
        Case("alone at the end", ">\n  {{>p}}", with: ["p": ">\n>"], ">\n  >\n  >"),
        Case(
            "indented", "\\\n {{>p}}\n/\n", with: ["p": "|\n{{text}}\n|\n"],
            "\\\n |\n text\n |\n/\n"),
        Case(
            "indented twice", " {{>p}}\n", with: ["p": "a\n {{>q}}\nb\n", "q": "c\nd\n"],
            " a\n  c\n  d\n b\n"),
        Case(
            "indented around a section", "  {{>p}}\n",
            with: ["p": "{{#people}}\n{{name}}\n{{/people}}\n"], "  Ada\n  Bob\n"),
        Case(
            "including itself over data", "{{#tree}}{{>node}}{{/tree}}",
            with: ["node": "{{label}}({{#branches}}{{>node}}{{/branches}})"], "X(Y())"),
        Case(
            "including each other over data", "{{#tree}}{{>a}}{{/tree}}",
            with: [
                "a": "a{{label}}({{#branches}}{{>b}}{{/branches}})",
                "b": "b{{label}}({{#branches}}{{>a}}{{/branches}}){{site}}",
            ], "aX(bY()Inkstone)"),
        Case(
            "names after a partial that includes itself",
            "{{#tree}}{{>node}}{{#branches}}{{label}}{{/branches}}{{label}}{{/tree}}",
            with: ["node": "{{#branches}}{{>node}}{{/branches}}"], "YX"),
    ]

    static let inheritance = [
        Case("a block's own content", "{{$a}}own {{text}}{{/a}}\n", "own text\n"),
        Case("a parent, not filled", "{{<p}}{{/p}}\n", with: ["p": "{{$a}}own{{/a}}"], "own"),
        Case(
            "a parent, filled", "{{<p}}{{$a}}mine{{/a}}{{/p}}", with: ["p": "..{{$a}}own{{/a}}.."],
            "..mine.."),
        Case("as a partial", "{{>p}}|{{<p}}{{/p}}", with: ["p": "{{$a}}own{{/a}}"], "own|own"),
        Case(
            "two blocks, one filled", "{{<p}}{{$b}}mine{{/b}}{{/p}}",
            with: ["p": "{{$a}}one{{/a}}, {{$b}}two{{/b}}"], "one, mine"),
        Case(
            "twice, filled otherwise", "{{<p}}{{$a}}1{{/a}}{{/p}} {{<p}}{{$a}}2{{/a}}{{/p}}",
            with: ["p": "|{{$a}}{{/a}}|"], "|1| |2|"),
        Case(
            "text outside of blocks", "{{<p}} x {{$a}}mine{{/a}} y {{/p}}",
            with: ["p": "{{$a}}{{/a}}"], "mine"),
        Case(
            "the outermost fills", "{{<p}}{{$a}}c{{/a}}{{/p}}",
            with: [
                "p": "{{<q}}{{$a}}p{{/a}}{{/q}}", "q": "{{<r}}{{$a}}o{{/a}}{{/r}}",
                "r": "{{$a}}g{{/a}}",
            ],
            "c"),
        Case(
            "the middle fills", "{{<p}}{{/p}}",
            with: [
                "p": "{{<q}}{{$a}}p{{/a}}{{/q}}", "q": "{{<r}}{{$a}}o{{/a}}{{/r}}",
                "r": "{{$a}}g{{/a}}",
            ],
            "p"),
        Case(
            "a block sees the names where it is shown", "{{<p}}{{$a}}I am {{name}}.{{/a}}{{/p}}",
            with: ["p": "{{#person}}{{$a}}{{/a}}{{/person}}"], "I am Cy."),
        Case(
            "parents that include each other until filled", "{{<p}}{{$a}}mine{{/a}}{{/p}}",
            with: [
                "p": "{{$a}}own{{/a}} {{$b}}{{<q}}{{/q}}{{/b}}",
                "q": "{{$a}}other{{/a}} {{<p}}{{$b}}end{{/b}}{{/p}}",
            ], "mine mine mine end"),
        Case(
            "lines of a block", "{{<p}}{{$a}}\none\n\ntwo\n{{/a}}{{/p}}",
            with: ["p": "{{$a}}own{{/a}}"],
            "one\n\ntwo\n"),
        Case(
            "the line of a block", "{{<p}}{{$a}}mine{{/a}}{{/p}}",
            with: ["p": "x:\n  {{$a}}own{{/a}}\n"], "x:\n  mine\n"),
        Case(
            "an indented parent", "Hi,\n  {{<p}}{{/p}}\n", with: ["p": "one\ntwo\n"],
            "Hi,\n  one\n  two\n"),
        Case(
            "a block indented where it is shown", "{{<p}}{{$a}}\none\ntwo{{/a}}\n{{/p}}\n",
            with: ["p": "Hi,\n  {{$a}}{{/a}}\n"], "Hi,\n  one\n  two\n"),
        Case(
            "a block indented where it is written",
            "{{<p}}{{$a}}\n    one\n    two\n{{/a}}{{/p}}\n",
            with: ["p": "Hi,\n  {{$a}}\n  {{/a}}\n"], "Hi,\n  one\n  two\n"),
        Case(
            "a block indented as what it replaces", "{{<p}}{{$a}}\none\ntwo\n{{/a}}{{/p}}\n",
            with: ["p": "Hi,\n{{$a}}\n  default\n{{/a}}\n"], "Hi,\n  one\n  two\n"),
        Case("braces in data", "{{$a}}{{#words}}{{.}}{{/words}}{{/a}}", "onetwo"),
    ]

    @Test("a template becomes what Mustache promises", arguments: partials + inheritance)
    func becomes(_ sample: Case) throws {
        let result = try render(sample.source, with: sample.others)

        #expect(result == sample.result)
    }

    @Test("text in data is never read as a template")
    func dataAreNotTemplates() throws {
        let sample = Sample(text: "{{site}} {{>page}}", words: ["{{text}}"])

        let result = try render("{{text}} {{#words}}{{.}}{{/words}}", sample)

        #expect(result == "{{site}} {{&gt;page}} {{text}}")
    }
}
