extension SpecificationCase {
    static let partials = [
        SpecificationCase("a partial", "<{{>pot}}>", partials: ["pot": "of ink"], "<of ink>"),
        SpecificationCase("one that does not exist", "<{{>pot}}>", "<>"),
        SpecificationCase(
            "it sees the names where it stands", "{{#poet}}{{>card}}{{/poet}}",
            #"{"town": "Ueno", "poet": {"name": "Basho"}}"#,
            partials: ["card": "{{name}} of {{town}}"], "Basho of Ueno"),
        SpecificationCase(
            "it may include itself while there are data", "{{>twig}}",
            #"{"n": "1", "twigs": [{"n": "2", "twigs": []}, {"n": "3", "twigs": [{"n": "4", "twigs": []}]}]}"#,
            partials: ["twig": "{{n}}({{#twigs}}{{>twig}}{{/twigs}})"], "1(2()3(4()))"),
        SpecificationCase(
            "one that includes itself is indented further each time", "{{>twig}}",
            #"{"n": "1", "twigs": [{"n": "2", "twigs": [{"n": "3", "twigs": []}]}, {"n": "4", "twigs": []}]}"#,
            partials: ["twig": "{{n}}\n{{#twigs}}\n  {{>twig}}\n{{/twigs}}\n"],
            "1\n  2\n    3\n  4\n"),
        SpecificationCase(
            "one that includes itself within a line is not indented", "  {{>twig}}\n",
            #"{"n": "1", "twigs": [{"n": "2", "twigs": []}]}"#,
            partials: ["twig": "{{n}}\n{{#twigs}}-{{>twig}}{{/twigs}}"], "  1\n  -2\n"),
        SpecificationCase(
            "one in a folder", "{{>inks/red}}", partials: ["inks/red": "cinnabar"], "cinnabar"),
        SpecificationCase(
            "blanks around stay", "+ {{>pot}} +", partials: ["pot": "\t+\t"], "+ \t+\t +"),
        SpecificationCase(
            "within a line nothing is indented", "  {{x}}  {{> pot}}\n", #"{"x": "+"}"#,
            partials: ["pot": "-\n-"], "  +  -\n-\n"),
        SpecificationCase(
            "a line that ends in CRLF", "-\r\n{{>pot}}\r\n-", partials: ["pot": "+"], "-\r\n+-"),
        SpecificationCase(
            "the first line", "  {{>pot}}\n+", partials: ["pot": "+\n+"], "  +\n  ++"),
        SpecificationCase(
            "the last line, without a line break", "+\n  {{>pot}}", partials: ["pot": "+\n+"],
            "+\n  +\n  +"),
        SpecificationCase(
            "its lines are indented, those of its values are not", "(\n {{>pot}}\n)\n",
            #"{"x": "<\n>"}"#, partials: ["pot": "-\n{{{x}}}ink {{{x}}}stone\n-\n"],
            "(\n -\n <\n>ink <\n>stone\n -\n)\n"),
        SpecificationCase(
            "indentation adds up", " {{>a}}\n", partials: ["a": "a\n {{>b}}\n", "b": "b\nb\n"],
            " a\n  b\n  b\n"),
        SpecificationCase(
            "blanks within the tag", "-{{> pot }}-", partials: ["pot": "()"], "-()-"),
    ]
}
