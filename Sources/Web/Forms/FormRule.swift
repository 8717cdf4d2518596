/// What a field's value must be like.
public struct FormRule<Value>: Sendable {
    let problem: @Sendable (Value) -> String?

    /// Demands that something holds of the value, and says so in words.
    public static func must(
        _ message: String, _ holds: @escaping @Sendable (Value) -> Bool
    ) -> FormRule {
        FormRule { holds($0) ? nil : message }
    }

    /// Asks for what is wrong with the value.
    public static func problem(_ problem: @escaping @Sendable (Value) -> String?) -> FormRule {
        FormRule(problem: problem)
    }
}
