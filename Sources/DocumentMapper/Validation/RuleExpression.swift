/// A rule as `@Rules` is given it, before it is known what it is for.
///
/// An attribute does not know the type of its property. It takes every rule in this
/// form, and the model's macro gives the same words to the property, where they are a
/// ``Rule`` of its type or do not compile. So look there for what each one means.
public struct RuleExpression: Sendable {
    private init() {}

    /// See ``Rule``.
    public static func length(_ range: some LimitingRange<Int>) -> RuleExpression { .init() }

    /// See ``Rule``.
    public static var notEmpty: RuleExpression { .init() }

    /// See ``Rule/range(_:)``.
    public static func range(_ range: some LimitingRange) -> RuleExpression { .init() }

    /// See ``Rule/oneOf(_:)``.
    public static func oneOf<Value>(_ values: [Value]) -> RuleExpression { .init() }

    /// See ``Rule/custom(_:code:_:)``.
    public static func custom<Value>(
        _ message: String, code: ValidationError.Code = .custom,
        _ holds: @Sendable (Value) -> Bool
    ) -> RuleExpression { .init() }
}
