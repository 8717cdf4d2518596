// A rule on a property of another type is refused with these words, rather than with
// the compiler's about generic parameters.
extension Rule {
    /// No type but one with a length has one.
    @available(*, unavailable, message: "only text, arrays, sets and dictionaries have a length")
    public static func length(_ range: some LimitingRange<Int>) -> Rule { .impossible }

    /// No type but one with a length can be empty.
    @available(*, unavailable, message: "only text, arrays, sets and dictionaries can be empty")
    public static var notEmpty: Rule { .impossible }

    /// No value but one of the range's own type can lie in it.
    @available(*, unavailable, message: "a range holds values of the property's own type")
    public static func range(_ range: some LimitingRange) -> Rule { .impossible }

    /// Nothing but text has a pattern.
    @available(*, unavailable, message: "only text has a pattern")
    public static func pattern(_ pattern: String, _ message: String = "") -> Rule { .impossible }

    /// Nothing but text is an address.
    @available(*, unavailable, message: "only text is an email address")
    public static var email: Rule { .impossible }

    /// Nothing but text is an address.
    @available(*, unavailable, message: "only text is a web address")
    public static var url: Rule { .impossible }

    /// Nothing but text is a slug.
    @available(*, unavailable, message: "only text is a slug")
    public static var slug: Rule { .impossible }

    private static var impossible: Rule { Rule(schema: nil) { _, _ in } }
}
