import Templates
import Testing

/// Templates that are refused, and what is said about them.
@Suite("Refusals")
struct RefusalTests {
    typealias Case = MustacheTests.Case

    static let names = [
        Case(
            "an unknown name", "a\n {{txet}}",
            "page:2:2: nothing here is called 'txet'; did you mean 'text'?"),
        Case(
            "a name like none", "{{#person}}{{#address}}{{zzzzzz}}{{/address}}{{/person}}",
            "page:1:24: nothing here is called 'zzzzzz'; there are address, empty, friend, html, isFar, missing, missingHTML, name, no, nobody, none, number, people, person, script, site, streets, text, town, tree, words, yes"
        ),
        Case(
            "an unknown part", "{{person.nam}}",
            "page:1:1: 'person' has nothing called 'nam'; did you mean 'name'?"),
        Case(
            "a part of no object", "{{text.name}}",
            "page:1:1: 'text' is a text and has no names in it"),
        Case(
            "a part not looked for outward", "{{person.text}}",
            "page:1:1: 'person' has nothing called 'text'; there are address, friend, name"),
        Case(
            "an item outside of a list", "{{.}}",
            "page:1:1: '.' is the item of a list of texts, or the text of a section, and this is in neither"
        ),
        Case(
            "columns in characters", "<p>Łódź {{x}}</p>",
            "page:1:9: nothing here is called 'x'; there are empty, html, missing, missingHTML, no, nobody, none, number, people, person, script, site, text, tree, words, yes"
        ),
        Case(
            "a number as a section", "{{#number}}{{/number}}",
            "page:1:1: 'number' is a number, which cannot decide a section; give the page a flag"),
        Case(
            "a flag as a value", "{{yes}}",
            "page:1:1: 'yes': a flag is written only in JSON; use it as a section"),
        Case(
            "a list as a value", "{{people}}",
            "page:1:1: 'people' is a list, which has nothing to write; use it as a section"),
        Case(
            "text as markup", "{{{text}}}",
            "page:1:1: 'text' is a text, which is always escaped: write {{text}}"),
        Case("markup as text", "{{html}}", "page:1:1: 'html' is markup: write {{{html}}}"),
        Case(
            "an unknown partial", "{{>card}}", with: ["cart": ""],
            "page:1:1: there is no template 'card'; did you mean 'cart'?"),
        Case(
            "an unknown block", "{{<p}}{{$mian}}{{/mian}}{{/p}}", with: ["p": "{{$main}}{{/main}}"],
            "page:1:7: 'p' has no block 'mian'; did you mean 'main'?"),
        Case(
            "a mistake in a partial", "{{>p}}", with: ["p": "{{txet}}"],
            "p:1:1: nothing here is called 'txet'; did you mean 'text'? (in the page 'page')"),
        Case(
            "a partial without end", "{{>p}}", with: ["p": "{{#yes}}{{>p}}{{/yes}}"],
            "page:1:1: 'p' includes itself without end; it must do so within a section over an object or a list of the value it shows"
        ),
        Case(
            "a partial over the same object", "{{>p}}", with: ["p": "{{#person}}{{>p}}{{/person}}"],
            "p:1:12: 'p' includes itself without end; it must do so within a section over an object or a list of the value it shows (in the page 'page')"
        ),
        Case(
            "partials that go deeper and back", "{{#tree}}{{>p}}{{/tree}}",
            with: ["p": "{{#branches}}{{>q}}{{/branches}}", "q": "{{#tree}}{{>p}}{{/tree}}"],
            "p:1:14: 'q' includes itself without end; it must do so within a section over an object or a list of the value it shows (in the page 'page')"
        ),
        Case(
            "a block without end", "{{<p}}{{$a}}{{$a}}{{/a}}{{/a}}{{/p}}",
            with: ["p": "{{$a}}{{/a}}"], "page:1:7: 'a' is included within itself without end"),
        Case(
            "an ever longer attribute", "{{#tree}}<a href='{{>p}}'>{{/tree}}",
            with: ["p": "a{{#branches}}{{>p}}{{/branches}}"],
            "page:1:19: 'p' includes itself, so it must leave the HTML where it found it, in the attribute 'href' of <a>"
        ),
    ]

    static let syntax = [
        Case("an open tag", "a{{text", "page:1:2: this tag is never closed: '}}' is missing"),
        Case("an open section", "{{#yes}}\n", "page:1:1: 'yes' is never closed"),
        Case("a stray end", "a\n  {{/yes}}", "page:2:3: 'yes' is closed but was not opened"),
        Case(
            "crossed sections", "{{#yes}}\n{{#no}}{{/yes}}{{/no}}",
            "page:2:8: 'yes' is closed where 'no' of line 2 is open"),
        Case("no name", "{{ }}", "page:1:1: this tag has no name"),
        Case("a blank in a name", "{{#if yes}}", "page:1:1: 'if yes': a name has no spaces in it"),
        Case(
            "a dot too many", "{{person..name}}",
            "page:1:1: 'person..name': a dot stands between two names, before one, or alone"),
        Case(
            "bad delimiters", "{{=x=}}",
            "page:1:1: new delimiters are two, with a space between them, as in {{=<% %>=}}"),
        Case(
            "delimiters that are never closed", "{{=<% %>}}",
            "page:1:1: this tag is never closed: '=}}' is missing"),
        Case(
            "raw text that is never closed", "{{{html}}",
            "page:1:1: this tag is never closed: '}}}' is missing"),
        Case(
            "a value outside of blocks", "{{<p}}{{text}}{{/p}}", with: ["p": ""],
            "page:1:7: 'text' stands outside the blocks that fill 'p', where nothing is shown"),
    ]

    @Test("a mistake is refused with its place and a way out", arguments: names + syntax)
    func refuses(_ sample: Case) {
        let result = mistake(in: sample.source, with: sample.others)

        #expect(result == sample.result)
    }

    @Test("a name given twice in a table is refused")
    func refusesRepeatedNames() throws {
        struct Twice: TemplateData {
            static let fields: TemplateFields<Twice> = [
                "a": .text { _ in "1" }, "a": .text { _ in "2" },
            ]
        }
        let library = try TemplateLibrary(sources: ["page": "{{a}}"])

        let error = #expect(throws: TemplateError.self) {
            try library.template("page", page: Twice.self, chrome: Chrome.self)
        }

        #expect(error?.reason == "the table of fields used here has 'a' twice")
    }

    @Test("a template that is not there is refused with the names near it")
    func refusesUnknownTemplate() throws {
        let library = try TemplateLibrary(sources: ["posts/show": ""])

        let error = #expect(throws: TemplateError.self) {
            try library.template("posts/shwo", page: Sample.self, chrome: Chrome.self)
        }

        #expect(
            error?.description
                == "posts/shwo: there is no such template; did you mean 'posts/show'?")
    }
}
