extension SpecificationCase {
    static let dynamicNames = chosen + chosenBlanks

    private static let chosen = [
        SpecificationCase(
            "a value names the partial", "<{{>*pot}}>", #"{"pot": "red"}"#,
            partials: ["red": "cinnabar"], "<cinnabar>"),
        SpecificationCase(
            "the asterisk is not part of the name", "<{{>*pot}}>",
            #"{"pot": "red", "*pot": "black"}"#,
            partials: ["red": "cinnabar", "black": "soot"], "<cinnabar>"),
        SpecificationCase(
            "a value that is missing", "<{{>*pot}}>", partials: ["pot": "wrong"], "<>"),
        SpecificationCase(
            "a partial that is missing", "<{{>*pot}}>", #"{"pot": "red"}"#,
            partials: ["black": "soot"], "<>"),
        SpecificationCase(
            "it sees the names where it stands", "<{{>*pot}}>", #"{"pot": "red", "x": "ink"}"#,
            partials: ["red": "-{{x}}-"], "<-ink->"),
        SpecificationCase(
            "another for each item", "{{#pots}}{{>*ink}}{{/pots}}",
            #"{"pots": [{"ink": "red"}, {"ink": "black"}, {"ink": "red"}]}"#,
            partials: ["red": "cinnabar ", "black": "soot "], "cinnabar soot cinnabar "),
        SpecificationCase(
            "a dotted name", "<{{>*a.b.c}}>", #"{"a": {"b": {"c": "red"}}, "x": "ink"}"#,
            partials: ["red": "-{{x}}-"], "<-ink->"),
        SpecificationCase(
            "a dotted name that breaks off", "<{{>*a.b.c}}>",
            #"{"a": "d", "d": {"b": {"c": "red"}}}"#, partials: ["red": "wrong"], "<>"),
        SpecificationCase(
            "a dotted name is not entered", "<{{>*a.b}}>", #"{"a": {"b": "red", "x": "wrong"}}"#,
            partials: ["red": "-{{x}}-"], "<-->"),
        SpecificationCase(
            "a dotted name leaves the section as it is", "{{#s}}{{>*a.b}}{{/s}}",
            #"{"s": {"x": "right"}, "a": {"b": "red", "x": "wrong"}}"#, partials: ["red": "{{x}}"],
            "right"),
        SpecificationCase(
            "a dotted name leaves the items as they are", "{{#s}}{{>*a.b}}{{/s}}",
            #"{"x": "ink", "s": [1, 2], "a": {"b": "red", "x": "wrong"}}"#,
            partials: ["red": "{{x}}{{.}};"], "ink1;ink2;"),
        SpecificationCase(
            "names that nothing has", "{{#s}}{{>*a.b}}{{/s}}",
            #"{"s": [1, 2], "a": {"b": "red", "x": "wrong"}}"#, partials: ["red": "({{x}})"],
            "()()"),
        SpecificationCase(
            "it may include itself while there are data", "{{>*kind}}",
            #"{"kind": "twig", "n": "1", "twigs": [{"n": "2", "twigs": []}]}"#,
            partials: ["twig": "{{n}}({{#twigs}}{{>*kind}}{{/twigs}})"], "1(2())"),
        SpecificationCase(
            "two asterisks are one too many", "<{{>**pot}}>",
            #"{"pot": "red", "red": "black"}"#, partials: ["red": "wrong", "black": "wrong"], "<>"),
        SpecificationCase(
            "an asterisk within a name means nothing", "<{{>*a.*b}}>",
            #"{"a": "x", "b": "y", "x": {"y": "red"}}"#, partials: ["red": "wrong"], "<>"),
        SpecificationCase(
            "a parent", "{{<*pot}}{{$a}}given{{/a}}{{/*pot}}", #"{"pot": "red"}"#,
            partials: ["red": "-{{$a}}own{{/a}}-", "black": "+{{$a}}own{{/a}}+"], "-given-"),
        SpecificationCase(
            "after other delimiters", "{{=| |=}}<|>*pot|>", #"{"pot": "red"}"#,
            partials: ["red": "{{pot}}"], "<red>"),
    ]

    private static let chosenBlanks = [
        SpecificationCase(
            "blanks around stay", "+ {{>*pot}} +", #"{"pot": "red"}"#, partials: ["red": "\t+\t"],
            "+ \t+\t +"),
        SpecificationCase(
            "within a line nothing is indented", "  {{x}}  {{>*pot}}\n",
            #"{"x": "+", "pot": "red"}"#, partials: ["red": "-\n-"], "  +  -\n-\n"),
        SpecificationCase(
            "a line that ends in CRLF", "-\r\n{{>*pot}}\r\n-", #"{"pot": "red"}"#,
            partials: ["red": "+"], "-\r\n+-"),
        SpecificationCase(
            "the first line", "  {{>*pot}}\n+", #"{"pot": "red"}"#, partials: ["red": "+\n+"],
            "  +\n  ++"),
        SpecificationCase(
            "the last line, without a line break", "+\n  {{>*pot}}", #"{"pot": "red"}"#,
            partials: ["red": "+\n+"], "+\n  +\n  +"),
        SpecificationCase(
            "its lines are indented, those of its values are not", "(\n {{>*pot}}\n)\n",
            #"{"pot": "red", "x": "<\n>"}"#, partials: ["red": "-\n{{{x}}}\n-\n"],
            "(\n -\n <\n>\n -\n)\n"),
        SpecificationCase(
            "indentation adds up", " {{>*a}}\n", #"{"a": "one", "b": "two"}"#,
            partials: ["one": "1\n {{>*b}}\n{{>*b}}\n", "two": "2\n2\n"],
            " 1\n  2\n  2\n 2\n 2\n"),
        SpecificationCase(
            "blanks within the tag", "-{{> * pot }}-", #"{"pot": "red"}"#, partials: ["red": "()"],
            "-()-"),
    ]
}
