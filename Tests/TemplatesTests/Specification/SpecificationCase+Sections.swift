extension SpecificationCase {
    static let sections = shown + nested + items + dottedSections + sectionBlanks

    private static let shown = [
        SpecificationCase("true", "<{{#on}}shown{{/on}}>", #"{"on": true}"#, "<shown>"),
        SpecificationCase("false", "<{{#on}}shown{{/on}}>", #"{"on": false}"#, "<>"),
        SpecificationCase("null", "<{{#on}}shown{{/on}}>", #"{"on": null}"#, "<>"),
        SpecificationCase("missing", "<{{#on}}shown{{/on}}>", "<>"),
        SpecificationCase("an empty list", "<{{#on}}shown{{/on}}>", #"{"on": []}"#, "<>"),
        SpecificationCase("an empty object", "<{{#on}}shown{{/on}}>", #"{"on": {}}"#, "<shown>"),
        SpecificationCase("zero", "<{{#on}}{{.}}{{/on}}>", #"{"on": 0}"#, "<0>"),
        SpecificationCase("an empty text", "<{{#on}}shown{{/on}}>", #"{"on": ""}"#, "<>"),
        SpecificationCase(
            "a text, once and not by character", "{{#x}}!{{/x}}", #"{"x": "abc"}"#, "!"),
        SpecificationCase(
            "a text is the item inside", "{{#x}}{{.}} = {{x}}{{/x}}", #"{"x": "ink"}"#, "ink = ink"),
        SpecificationCase(
            "several of one name", "{{#on}}\n- one\n{{/on}}\n- {{x}}\n{{#on}}\n- three\n{{/on}}\n",
            #"{"on": true, "x": "two"}"#, "- one\n- two\n- three\n"),
        SpecificationCase(
            "one in another of its name, shown", "a {{#on}}b {{#on}}c{{/on}} d{{/on}} e",
            #"{"on": true}"#, "a b c d e"),
        SpecificationCase(
            "one in another of its name, not shown", "a {{#on}}b {{#on}}c{{/on}} d{{/on}} e",
            #"{"on": false}"#, "a  e"),
    ]

    private static let nested = [
        SpecificationCase(
            "an object's names", "{{#poet}}I am {{name}}{{/poet}}", #"{"poet": {"name": "Issa"}}"#,
            "I am Issa"),
        SpecificationCase(
            "names of the objects around it", "{{#in}}{{a}} {{b}} {{c.d}}{{/in}}",
            #"{"a": "1", "b": "x", "in": {"b": "2"}, "c": {"d": "3"}}"#, "1 2 3"),
        SpecificationCase(
            "names around lists in lists",
            "{{#a}}{{#b}}{{n.x}}{{m}}:{{#c}}{{n.y}}{{m}}{{k}};{{/c}}{{/b}}{{/a}}",
            #"{"a": [{"n": {"x": "p", "y": "q"}, "b": [{"m": "1", "c": [{"k": "u"}, {"k": "v"}]}]}]}"#,
            "p1:q1u;q1v;"),
        SpecificationCase(
            "five objects deep",
            "{{#a}}\n{{one}}\n{{#b}}\n{{one}}{{two}}\n{{#c}}\n{{one}}{{two}}{{three}}\n{{#d}}\n{{one}}{{two}}{{three}}{{four}}\n{{#five}}\n{{one}}{{two}}{{three}}{{four}}{{five}}{{.}}\n{{/five}}\n{{four}}{{one}}\n{{/d}}\n{{three}}{{one}}\n{{/c}}\n{{two}}{{one}}\n{{/b}}\n{{one}}\n{{/a}}\n",
            #"{"a": {"one": 1}, "b": {"two": 2}, "c": {"three": 3, "d": {"four": 4, "five": 5}}}"#,
            "1\n12\n123\n1234\n123455\n41\n31\n21\n1\n"),
    ]

    private static let items = [
        SpecificationCase(
            "a list of objects", "{{#poets}}{{name}},{{/poets}}",
            #"{"poets": [{"name": "Basho"}, {"name": "Buson"}, {"name": "Issa"}]}"#,
            "Basho,Buson,Issa,"),
        SpecificationCase(
            "a list of texts", "{{#x}}({{.}}){{/x}}", #"{"x": ["p", "q", "r"]}"#, "(p)(q)(r)"),
        SpecificationCase(
            "a list of integers", "{{#x}}({{.}}){{/x}}", #"{"x": [3, 1, 2]}"#, "(3)(1)(2)"),
        SpecificationCase(
            "a list of fractions", "{{#x}}({{.}}){{/x}}", #"{"x": [1.50, 2.25, 3.10]}"#,
            "(1.5)(2.25)(3.1)"),
        SpecificationCase(
            "a list of lists", "{{#x}}({{#.}}{{.}}{{/.}}){{/x}}",
            #"{"x": [[1, 2], ["p", "q"], []]}"#, "(12)(pq)()"),
        SpecificationCase(
            "items, escaped or not", "{{#x}}{{.}}{{{.}}}{{&.}};{{/x}}", #"{"x": ["<", "\""]}"#,
            "&lt;<<;&quot;\"\";"),
        SpecificationCase(
            "data that are a list", "{{#.}}({{name}}){{/.}}",
            #"[{"name": "Basho"}, {"name": "Issa"}]"#, "(Basho)(Issa)"),
        SpecificationCase(
            "items that decide for themselves", "{{#x}}{{#.}}+{{/.}}{{^.}}-{{/.}}{{/x}}",
            #"{"x": [true, false, null, 1]}"#, "+--+"),
        SpecificationCase(
            "false and null in a list are shown", "{{#x}}({{.}}){{/x}}",
            #"{"x": [false, null, ""]}"#, "(false)()()"),
    ]

    private static let dottedSections = [
        SpecificationCase(
            "a dotted name, true", "<{{#a.b.c}}shown{{/a.b.c}}>",
            #"{"a": {"b": {"c": true}}}"#, "<shown>"),
        SpecificationCase(
            "a dotted name, false", "<{{#a.b.c}}shown{{/a.b.c}}>",
            #"{"a": {"b": {"c": false}}}"#, "<>"),
        SpecificationCase(
            "a dotted name that breaks off", "<{{#a.b.c}}shown{{/a.b.c}}>", #"{"a": {}}"#, "<>"),
        SpecificationCase(
            "only its last part is entered", "{{#a.b}}{{x}}{{/a.b}}",
            #"{"x": "outside", "a": {"x": "between", "b": {"y": 1}}}"#, "outside"),
    ]

    private static let sectionBlanks = [
        SpecificationCase(
            "blanks around stay", " + {{#on}}\t+\t{{/on}} + \n", #"{"on": true}"#,
            " + \t+\t + \n"),
        SpecificationCase(
            "blanks within stay", " + {{#on}} {{! aside }}\n {{/on}} + \n", #"{"on": true}"#,
            " +  \n  + \n"),
        SpecificationCase(
            "within a line", " {{#on}}ink{{/on}}\n {{#on}}stone{{/on}}\n", #"{"on": true}"#,
            " ink\n stone\n"),
        SpecificationCase(
            "lines to themselves", "Up\n{{#on}}\n-\n{{/on}}\nDown\n", #"{"on": true}"#,
            "Up\n-\nDown\n"),
        SpecificationCase(
            "indented lines to themselves", "Up\n  {{#on}}\n-\n  {{/on}}\nDown\n",
            #"{"on": true}"#, "Up\n-\nDown\n"),
        SpecificationCase(
            "lines that end in CRLF", "-\r\n{{#on}}\r\n{{/on}}\r\n-", #"{"on": true}"#, "-\r\n-"),
        SpecificationCase(
            "the first line", "  {{#on}}\n#{{/on}}\n/", #"{"on": true}"#, "#\n/"),
        SpecificationCase(
            "the last line, without a line break", "#{{#on}}\n/\n  {{/on}}", #"{"on": true}"#,
            "#\n/\n"),
        SpecificationCase(
            "two ends on a line do not stand alone", "{{#on}}\n{{#on}}\n-\n{{/on}} {{/on}}\n+",
            #"{"on": true}"#, "-\n \n+"),
        SpecificationCase(
            "nor do two beginnings", "{{#on}}{{#on}}\n-\n{{/on}}\n{{/on}}\n+", #"{"on": true}"#,
            "\n-\n+"),
        SpecificationCase(
            "nor does a section with its end", "  {{#on}}{{/on}}\n+", #"{"on": true}"#, "  \n+"),
        SpecificationCase(
            "blanks within the tags", "-{{# on }}+{{/ on }}-", #"{"on": true}"#, "-+-"),
    ]
}
