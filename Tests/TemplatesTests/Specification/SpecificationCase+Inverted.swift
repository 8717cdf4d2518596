extension SpecificationCase {
    static let inverted = [
        SpecificationCase("false", "<{{^on}}shown{{/on}}>", #"{"on": false}"#, "<shown>"),
        SpecificationCase("null", "<{{^on}}shown{{/on}}>", #"{"on": null}"#, "<shown>"),
        SpecificationCase("missing", "<{{^on}}shown{{/on}}>", "<shown>"),
        SpecificationCase("an empty list", "<{{^on}}shown{{/on}}>", #"{"on": []}"#, "<shown>"),
        SpecificationCase("true", "<{{^on}}shown{{/on}}>", #"{"on": true}"#, "<>"),
        SpecificationCase("a text", "<{{^on}}shown{{/on}}>", #"{"on": "ink"}"#, "<>"),
        SpecificationCase(
            "an object", "<{{^on}}{{name}}{{/on}}>", #"{"on": {"name": "Issa"}}"#, "<>"),
        SpecificationCase(
            "a list", "<{{^on}}{{n}}{{/on}}>", #"{"on": [{"n": 1}, {"n": 2}]}"#, "<>"),
        SpecificationCase(
            "several of one name", "{{^on}}\n- one\n{{/on}}\n- {{x}}\n{{^on}}\n- three\n{{/on}}\n",
            #"{"on": false, "x": "two"}"#, "- one\n- two\n- three\n"),
        SpecificationCase(
            "one in another of its name, shown", "a {{^on}}b {{^on}}c{{/on}} d{{/on}} e",
            #"{"on": false}"#, "a b c d e"),
        SpecificationCase(
            "one in another of its name, not shown", "a {{^on}}b {{^on}}c{{/on}} d{{/on}} e",
            #"{"on": true}"#, "a  e"),
        SpecificationCase(
            "after its section", "{{#on}}yes{{/on}}{{^on}}no{{/on}}", #"{"on": [1]}"#, "yes"),
        SpecificationCase(
            "after its section, which is not shown", "{{#on}}yes{{/on}}{{^on}}no{{/on}}",
            #"{"on": []}"#, "no"),
        SpecificationCase(
            "a dotted name, true", "<{{^a.b.c}}shown{{/a.b.c}}>",
            #"{"a": {"b": {"c": true}}}"#, "<>"),
        SpecificationCase(
            "a dotted name, false", "<{{^a.b.c}}shown{{/a.b.c}}>",
            #"{"a": {"b": {"c": false}}}"#, "<shown>"),
        SpecificationCase(
            "a dotted name that breaks off", "<{{^a.b.c}}shown{{/a.b.c}}>", #"{"a": {}}"#,
            "<shown>"),
        SpecificationCase(
            "blanks around stay", " + {{^on}}\t+\t{{/on}} + \n", " + \t+\t + \n"),
        SpecificationCase(
            "blanks within stay", " + {{^on}} {{! aside }}\n {{/on}} + \n", " +  \n  + \n"),
        SpecificationCase(
            "within a line", " {{^on}}ink{{/on}}\n {{^on}}stone{{/on}}\n", " ink\n stone\n"),
        SpecificationCase(
            "lines to themselves", "Up\n{{^on}}\n-\n{{/on}}\nDown\n", "Up\n-\nDown\n"),
        SpecificationCase(
            "indented lines to themselves", "Up\n  {{^on}}\n-\n  {{/on}}\nDown\n", "Up\n-\nDown\n"),
        SpecificationCase(
            "lines that end in CRLF", "-\r\n{{^on}}\r\n{{/on}}\r\n-", "-\r\n-"),
        SpecificationCase("the first line", "  {{^on}}\n#{{/on}}\n/", "#\n/"),
        SpecificationCase(
            "the last line, without a line break", "#{{^on}}\n/\n  {{/on}}", "#\n/\n"),
        SpecificationCase("blanks within the tags", "-{{^ on }}+{{/ on }}-", "-+-"),
    ]
}
