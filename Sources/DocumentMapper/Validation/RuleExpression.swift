/// A rule as `@Rules` is given it, before it is known what it is for.
///
/// An attribute does not know the type of its property. It takes every rule in this
/// form, and the model's macro gives the same words to the property, where they are a
/// ``Rule`` of its type or do not compile. What each one means stands there.
public struct RuleExpression: Sendable {
    private init() {}

    /// See ``Rule/length(_:)``.
    public static func length(_ range: some LimitingRange<Int>) -> RuleExpression { .init() }

    /// See ``Rule/notEmpty``.
    public static var notEmpty: RuleExpression { .init() }

    /// See ``Rule/range(_:)``.
    public static func range(_ range: some LimitingRange) -> RuleExpression { .init() }

    /// See ``Rule/pattern(_:_:)``.
    public static func pattern(
        _ pattern: String, _ message: String = ""
    ) -> RuleExpression { .init() }

    /// See ``Rule/email``.
    public static var email: RuleExpression { .init() }

    /// See ``Rule/url``.
    public static var url: RuleExpression { .init() }

    /// See ``Rule/slug``.
    public static var slug: RuleExpression { .init() }

    /// See ``Rule/oneOf(_:)``.
    public static func oneOf<Value>(_ values: [Value]) -> RuleExpression { .init() }

    /// See ``Rule/any(of:_:)``.
    public static func any(of rules: [RuleExpression], _ message: String) -> RuleExpression {
        .init()
    }

    /// See ``Rule/not(_:_:)``.
    public static func not(_ rule: RuleExpression, _ message: String) -> RuleExpression {
        .init()
    }

    /// See `Rule.each(_:)`.
    public static func each(_ rules: RuleExpression...) -> RuleExpression { .init() }

    /// See ``Rule/eachLanguage(_:)``.
    public static func eachLanguage(_ rules: RuleExpression...) -> RuleExpression { .init() }

    /// See ``Rule/keys(_:)``.
    public static func keys(_ rules: RuleExpression...) -> RuleExpression { .init() }

    /// See ``Rule/values(_:)``.
    public static func values(_ rules: RuleExpression...) -> RuleExpression { .init() }

    /// See ``Rule/custom(_:code:_:)``.
    public static func custom<Value>(
        _ message: String, code: ValidationError.Code = .custom,
        _ holds: @Sendable (Value) -> Bool
    ) -> RuleExpression { .init() }
}
