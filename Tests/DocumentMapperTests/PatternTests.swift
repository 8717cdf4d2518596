import DocumentMapper
import Testing

@Suite("Patterns")
struct PatternTests {
    static let examples: [(pattern: String, text: String, isFound: Bool)] = [
        ("", "", true),
        ("b", "abc", true),
        ("^b", "abc", false),
        ("b$", "abc", false),
        ("^abc$", "abc", true),
        ("^abc$", "abc\n", false),
        ("^$", "", true),
        ("a|b|cd", "xcd", true),
        ("^(a|b)+$", "abba", true),
        ("^(?:ab)*$", "ababa", false),
        ("^a{2,3}$", "a", false),
        ("^a{2,3}$", "aaa", true),
        ("^a{2,3}$", "aaaa", false),
        ("^a{2,}$", "aaaaa", true),
        ("^a{3}$", "aa", false),
        ("^ab?c$", "ac", true),
        ("^.$", "\n", false),
        ("^.$", "é", true),
        ("^.$", "e\u{301}", false),
        ("^.{2}$", "🇨🇭", true),
        (#"^\d+$"#, "١٢", false),
        (#"^\w+\s\w+$"#, "a_1\tb", true),
        (#"^[^\d]+$"#, "ab1", false),
        (#"^[a-c\-x]+$"#, "a-x", true),
        (#"^[\]\[]+$"#, "[]", true),
        (#"^[+-]?\d+(\.\d+)?$"#, "-12.5", true),
        (#"^\$\.\*$"#, "$.*", true),
        (#"^[^\D]$"#, "5", true),
        ("^(a|b|)$", "", true),
        ("^(a*)*$", "aaab", false),
    ]

    @Test("text has the pattern or not", arguments: examples)
    func matches(example: (pattern: String, text: String, isFound: Bool)) {
        var validation = Validation()

        Rule<String>.pattern(example.pattern).check(example.text, &validation)

        #expect(validation.failures.isEmpty == example.isFound)
    }

    @Test(
        "what the two engines read differently, or in no bounded time, is refused",
        arguments: [
            "(", ")", "a)", "[", "[]", "[a", "[b-a]", "[a-", "*", "a**", "a+?", "{2}", "a{2",
            "a{3,2}",
            "a{,2}", "a{99999}", "^*", #"(a)\1"#, "(?=a)", "(?i)a", #"\b"#, #"\p{L}"#, #"\"#, "\0",
            "[[:alpha:]]", "(a{1000}){1000}", "]", "}",
        ])
    func refused(pattern: String) {
        var validation = Validation()

        Rule<String>.pattern(pattern, "wrong form").check("a", &validation)

        let message = validation.failures[""]?.first?.message
        #expect(message?.hasPrefix("has a rule whose pattern cannot be read") == true)
    }

    @Test func `a text that takes others for ever is read once`() {
        var validation = Validation()

        Rule<String>.pattern("^(a+)+$").check(
            String(repeating: "a", count: 20_000) + "!", &validation)

        #expect(validation.failures.count == 1)
    }
}
