extension SpecificationCase {
    static let comments = [
        SpecificationCase("within text", "rain{{! heavy! }}bow", "rainbow"),
        SpecificationCase("over several lines", "rain{{!\n  first\n  second\n}}bow\n", "rainbow\n"),
        SpecificationCase("a line to itself", "Up.\n{{! aside }}\nDown.\n", "Up.\nDown.\n"),
        SpecificationCase(
            "an indented line to itself", "Up.\n   {{! aside }}\nDown.\n", "Up.\nDown.\n"),
        SpecificationCase("a line that ends in CRLF", "-\r\n{{! aside }}\r\n-", "-\r\n-"),
        SpecificationCase("the first line", "  {{! aside }}\n+", "+"),
        SpecificationCase("the last line, without a line break", "+\n  {{! aside }}", "+\n"),
        SpecificationCase(
            "several lines to itself", "Up.\n{{!\nwhat is\nnot said\n}}\nDown.\n", "Up.\nDown.\n"),
        SpecificationCase(
            "several indented lines to itself", "Up.\n  {{!\n    not said\n  }}\nDown.\n",
            "Up.\nDown.\n"),
        SpecificationCase("at the end of a line", "  ink {{! black }}\n", "  ink \n"),
        SpecificationCase("blanks around it stay", "ink {{! black }} stone", "ink  stone"),
        SpecificationCase(
            "is not a value of that name", "({{! aside }})",
            #"{"! aside": 1, "!aside": 2, "aside": 3}"#, "()"),
    ]
}
