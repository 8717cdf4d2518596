extension SpecificationCase {
    static let delimiters = [
        SpecificationCase(
            "a pair of two characters", "{{=<% %>=}}[<%ink%>]", #"{"ink": "black"}"#, "[black]"),
        SpecificationCase(
            "characters that mean something elsewhere", "({{=[ ]=}}[ink])", #"{"ink": "black"}"#,
            "(black)"),
        SpecificationCase(
            "they last beyond sections",
            "<\n{{#on}}\n  {{ink}}\n  ~ink~\n{{/on}}\n\n{{= ~ ~ =}}\n~#on~\n  {{ink}}\n  ~ink~\n~/on~\n>\n",
            #"{"on": true, "ink": "black"}"#,
            "<\n  black\n  ~ink~\n\n  {{ink}}\n  black\n>\n"),
        SpecificationCase(
            "they last beyond inverted sections",
            "<\n{{^on}}\n  {{ink}}\n  ~ink~\n{{/on}}\n\n{{= ~ ~ =}}\n~^on~\n  {{ink}}\n  ~ink~\n~/on~\n>\n",
            #"{"on": false, "ink": "black"}"#,
            "<\n  black\n  ~ink~\n\n  {{ink}}\n  black\n>\n"),
        SpecificationCase(
            "a partial does not inherit them", "< {{>pot}} >\n{{= ~ ~ =}}\n< ~>pot~ >\n",
            #"{"ink": "black"}"#, partials: ["pot": "-{{ink}}-"], "< -black- >\n< -black- >\n"),
        SpecificationCase(
            "a partial keeps its own to itself", "< {{>pot}} >\n< -{{ink}}-  -~ink~- >\n",
            #"{"ink": "black"}"#, partials: ["pot": "-{{ink}}- {{= ~ ~ =}} -~ink~-"],
            "< -black-  -black- >\n< -black-  -~ink~- >\n"),
        SpecificationCase(
            "an equals sign within", "{{=<%= =%>=}}[<%=ink=%>]", #"{"ink": "black"}"#, "[black]"),
        SpecificationCase("blanks around the tag stay", "+ {{=# #=}} +", "+  +"),
        SpecificationCase("blanks before it on its line stay", " + {{=# #=}}\n", " + \n"),
        SpecificationCase("a line to itself", "Up.\n{{=# #=}}\nDown.\n", "Up.\nDown.\n"),
        SpecificationCase(
            "an indented line to itself", "Up.\n   {{=# #=}}\nDown.\n", "Up.\nDown.\n"),
        SpecificationCase("a line that ends in CRLF", "-\r\n{{= # # =}}\r\n-", "-\r\n-"),
        SpecificationCase("the first line", "  {{=# #=}}\n+", "+"),
        SpecificationCase("the last line, without a line break", "+\n  {{=# #=}}", "+\n"),
        SpecificationCase("blanks within the tag", "-{{= #    # =}}-", "--"),
    ]
}
