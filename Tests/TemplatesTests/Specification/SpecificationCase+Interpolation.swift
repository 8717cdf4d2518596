extension SpecificationCase {
    static let interpolation =
        written + missing + dotted + blanks

    private static let written = [
        SpecificationCase("no tags", "Good evening, {Basho}!\n", "Good evening, {Basho}!\n"),
        SpecificationCase(
            "text", "Good evening, {{poet}}!\n", #"{"poet": "Basho"}"#, "Good evening, Basho!\n"),
        SpecificationCase(
            "what is written is not read again", "{{poet}}: {{#a}}{{poet}}{{/a}}",
            #"{"poet": "{{town}}", "town": "Ueno", "a": true}"#, "{{town}}: {{town}}"),
        SpecificationCase(
            "four characters are escaped", "{{marks}}", #"{"marks": "> \" & < '"}"#,
            "&gt; &quot; &amp; &lt; '"),
        SpecificationCase(
            "no characters are escaped between three braces", "{{{marks}}}",
            #"{"marks": "> \" & < '"}"#, "> \" & < '"),
        SpecificationCase(
            "no characters are escaped after an ampersand", "{{&marks}}",
            #"{"marks": "> \" & < '"}"#, "> \" & < '"),
        SpecificationCase("an integer", "{{n}} frogs", #"{"n": 17}"#, "17 frogs"),
        SpecificationCase("an integer, unescaped", "{{{n}}}, {{&n}}", #"{"n": 17}"#, "17, 17"),
        SpecificationCase("a fraction", "{{n}} li", #"{"n": 2.340}"#, "2.34 li"),
        SpecificationCase(
            "a fraction, unescaped", "{{{n}}}, {{&n}}", #"{"n": 2.34}"#, "2.34, 2.34"),
        SpecificationCase(
            "digits that a floating-point number would lose", "{{n}}",
            #"{"n": 12345678901234567890.123456789}"#, "12345678901234567890.123456789"),
        SpecificationCase("a negative number", "{{n}}", #"{"n": -0.5}"#, "-0.5"),
        SpecificationCase(
            "true and false", "{{a}} {{b}}", #"{"a": true, "b": false}"#, "true false"),
        SpecificationCase(
            "a list and an object", "{{&a}} {{&b}}", #"{"a": [1, "x"], "b": {"c": null}}"#,
            #"[1,"x"] {"c":null}"#),
        SpecificationCase("data that are a text", "Hi, {{.}}!", #""Sora""#, "Hi, Sora!"),
        SpecificationCase("data that are a number", "{{.}} frogs", "17", "17 frogs"),
        SpecificationCase(
            "data that are a text, escaped", "{{.}} {{{.}}} {{&.}}", #""<&>""#,
            "&lt;&amp;&gt; <&> <&>"),
    ]

    private static let missing = [
        SpecificationCase("nothing of that name", "({{gone}})", "()"),
        SpecificationCase("nothing of that name, unescaped", "({{{gone}}}{{&gone}})", "()"),
        SpecificationCase("null", "({{gone}}{{{gone}}}{{&gone}})", #"{"gone": null}"#, "()"),
        SpecificationCase(
            "null hides what is farther out", "{{#a}}({{b}}){{/a}}",
            #"{"b": "outer", "a": {"b": null}}"#, "()"),
    ]

    private static let dotted = [
        SpecificationCase(
            "a dotted name", "{{poet.name}} = {{#poet}}{{name}}{{/poet}}",
            #"{"poet": {"name": "Buson"}}"#, "Buson = Buson"),
        SpecificationCase(
            "a dotted name, unescaped", "{{{poet.name}}} {{&poet.name}}",
            #"{"poet": {"name": "<B>"}}"#, "<B> <B>"),
        SpecificationCase(
            "many dots", "{{a.b.c.d.e.poet}}",
            #"{"a": {"b": {"c": {"d": {"e": {"poet": "Issa"}}}}}}"#, "Issa"),
        SpecificationCase("a chain that breaks off", "({{a.b.c}})", #"{"a": {}}"#, "()"),
        SpecificationCase("a chain through a text", "({{a.b}})", #"{"a": "x"}"#, "()"),
        SpecificationCase(
            "a broken chain is not mended farther out", "({{a.b.c.poet}})",
            #"{"a": {"b": {}}, "c": {"poet": "Issa"}}"#, "()"),
        SpecificationCase(
            "the first part is looked for like any name", "{{#a}}{{b.c.poet}}{{/a}}",
            #"{"a": {"b": {"c": {"poet": "Issa"}}}, "b": {"c": {"poet": "nobody"}}}"#, "Issa"),
        SpecificationCase(
            "the other parts are looked for only there", "({{#a}}{{b.c}}{{/a}})",
            #"{"a": {"b": {}}, "b": {"c": "wrong"}}"#, "()"),
        SpecificationCase(
            "a key with a dot in it is no dotted name", "({{a.b}})", #"{"a.b": "wrong"}"#, "()"),
        SpecificationCase(
            "a key with a dot in it hides nothing", "{{a.b}}",
            #"{"a.b": "wrong", "a": {"b": "right"}}"#, "right"),
        SpecificationCase(
            "a dot in front keeps to the innermost value",
            "{{#a}}{{.poet}}{{/a}}{{#b}}{{.poet}}{{/b}}",
            #"{"poet": "wrong", "a": {}, "b": {"poet": "Issa"}}"#, "Issa"),
    ]

    private static let blanks = [
        SpecificationCase(
            "blanks around tags", "- {{x}} - {{{x}}} - {{&x}} -", #"{"x": "+"}"#, "- + - + - + -"),
        SpecificationCase("never a line to itself", "  {{x}}\n", #"{"x": "+"}"#, "  +\n"),
        SpecificationCase(
            "never a line to itself, unescaped", "  {{{x}}}\n  {{&x}}\n", #"{"x": "+"}"#,
            "  +\n  +\n"),
        SpecificationCase(
            "blanks within tags", "-{{ x }}-{{{ x }}}-{{& x }}-", #"{"x": "+"}"#, "-+-+-+-"),
    ]
}
