extension SpecificationCase {
    static let inheritance = blocks + parents + indentation

    private static let blocks = [
        SpecificationCase("what a block holds of itself", "{{$a}}own{{/a}}\n", "own\n"),
        SpecificationCase(
            "with values", "{{$a}}own {{x}} {{{x}}}{{/a}}\n", #"{"x": "<"}"#, "own &lt; <\n"),
        SpecificationCase(
            "with sections", "{{$a}}own {{#x}}{{y}}{{/x}}{{^z}}{{x.y}}{{/z}}{{/a}}\n",
            #"{"x": {"y": "ink"}}"#, "own inkink\n"),
        SpecificationCase(
            "data are no templates", "{{$a}}own {{#x}}{{y}}{{/x}}{{/a}}\n",
            #"{"x": {"y": "{{z}}"}, "z": "wrong"}"#, "own {{z}}\n"),
    ]

    private static let parents = [
        SpecificationCase(
            "a parent that is not filled", "{{<p}}{{/p}}", partials: ["p": "{{$a}}own{{/a}}"], "own"
        ),
        SpecificationCase("a parent that does not exist", "({{<p}}{{$a}}x{{/a}}{{/p}})", "()"),
        SpecificationCase(
            "a block that is filled", "{{<p}}{{$a}}given{{/a}}{{/p}}",
            partials: ["p": "-{{$a}}own{{/a}}-"], "-given-"),
        SpecificationCase(
            "a block that the parent does not have", "{{<p}}{{$b}}given{{/b}}{{/p}}",
            partials: ["p": "-{{$a}}own{{/a}}-"], "-own-"),
        SpecificationCase(
            "data do not fill blocks", "{{<p}}{{$a}}given{{/a}}{{/p}}{{<p}}{{/p}}",
            #"{"a": "wrong"}"#, partials: ["p": "-{{$a}}own{{/a}}-"], "-given--own-"),
        SpecificationCase(
            "after text", "ink {{<p}}{{$a}}given{{/a}}{{/p}}", partials: ["p": "{{$a}}own{{/a}}"],
            "ink given"),
        SpecificationCase(
            "a parent filled twice",
            "{{<p}}{{$a}}one{{/a}}{{/p}} {{<p}}{{$a}}two{{/a}}{{/p}}\n",
            partials: ["p": "<{{$a}}own{{/a}}{{$b}} rest{{/b}}>"], "<one rest> <two rest>\n"),
        SpecificationCase(
            "lines of a block", "{{<p}}{{$a}}\none\n\ntwo\n{{/a}}{{/p}}",
            partials: ["p": "{{$a}}own{{/a}}"], "one\n\ntwo\n"),
        SpecificationCase(
            "one block of two", "{{<p}}{{$b}}given{{/b}}{{/p}}",
            partials: ["p": "{{$a}}own a{{/a}}, {{$b}}own b{{/b}}"], "own a, given"),
        SpecificationCase(
            "a parent as a partial", "{{>p}}|{{<p}}{{/p}}", partials: ["p": "{{$a}}own{{/a}}"],
            "own|own"),
        SpecificationCase(
            "parents that include each other until they are filled",
            "{{<p}}{{$a}}given{{/a}}{{/p}}",
            partials: [
                "p": "{{$a}}own{{/a}} {{$b}}{{<q}}{{/q}}{{/b}}",
                "q": "{{$a}}other{{/a}} {{<p}}{{$b}}enough{{/b}}{{/p}}",
            ], "given given given enough"),
        SpecificationCase(
            "the outermost fills", "{{<p}}{{$a}}one{{/a}}{{/p}}",
            partials: [
                "p": "{{<q}}{{$a}}two{{/a}}{{/q}}", "q": "{{<r}}{{$a}}three{{/a}}{{/r}}",
                "r": "{{$a}}four{{/a}}",
            ], "one"),
        SpecificationCase(
            "else the next", "{{<p}}{{/p}}",
            partials: [
                "p": "{{<q}}{{$a}}two{{/a}}{{/q}}", "q": "{{<r}}{{$a}}three{{/a}}{{/r}}",
                "r": "{{$a}}four{{/a}}",
            ], "two"),
        SpecificationCase(
            "what stands between blocks is not shown",
            "{{<p}} x {{y}} {{$a}}given{{/a}} {{#y}}x{{/y}}{{>q}} {{/p}}", #"{"y": 1}"#,
            partials: ["p": "{{$a}}own{{/a}}", "q": "x"], "given"),
        SpecificationCase(
            "what stands in a parent without blocks is not shown", "{{<p}} x y {{/p}}",
            partials: ["p": "{{$a}}own{{/a}}"], "own"),
        SpecificationCase(
            "a block sees the names where it is shown", "{{<p}}{{$a}}a {{pet}}{{/a}}{{/p}}",
            #"{"pet": "frog", "nested": {"pet": "crow"}}"#,
            partials: ["p": "{{#nested}}{{$a}}no {{pet}}{{/a}}{{/nested}}"], "a crow"),
    ]

    private static let indentation = [
        SpecificationCase(
            "a block on an indented line", "{{<p}}{{$a}}given{{/a}}{{/p}}",
            partials: ["p": "ink:\n  {{$a}}own{{/a}}\n"], "ink:\n  given\n"),
        SpecificationCase(
            "an indented parent", "Dear,\n  {{<p}}{{/p}}\n", partials: ["p": "ink\nstone\n"],
            "Dear,\n  ink\n  stone\n"),
        SpecificationCase(
            "lines are indented where they are shown",
            "{{<p}}{{$a}}\nink\nstone{{/a}}\n{{/p}}\n",
            partials: ["p": "Dear,\n  {{$a}}{{/a}}\n"], "Dear,\n  ink\n  stone\n"),
        SpecificationCase(
            "lines lose the indentation with which they were written",
            "{{<p}}{{$a}}\n    ink\n    stone\n{{/a}}{{/p}}\n",
            partials: ["p": "Dear,\n  {{$a}}\n  {{/a}}\n"], "Dear,\n  ink\n  stone\n"),
        SpecificationCase(
            "lines are indented as those that they replace",
            "{{<p}}{{$a}}\nink\nstone\n{{/a}}{{/p}}\n",
            partials: ["p": "Dear,\n{{$a}}\n   own\n{{/a}}\n"], "Dear,\n   ink\n   stone\n"),
        SpecificationCase(
            "a block within a block is indented relative to it",
            "{{<p}}{{$in}}\nthree\n{{/in}}{{/p}}\n",
            partials: [
                "p": "{{<q}}{{$a}}\n  one\n  {{$in}}\n    two\n  {{/in}}\n{{/a}}{{/q}}\n",
                "q": "{{$a}}own{{/a}}",
            ], "one\n  three\n"),
    ]
}
