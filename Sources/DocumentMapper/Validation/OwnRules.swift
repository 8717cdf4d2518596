/// The rules that values of a type have of themselves.
///
/// Which types can have any is found once for each property, so that checking a
/// document costs nothing for the properties without rules.
enum OwnRules {
    static func check<Value>(
        of type: Value.Type
    ) -> (@Sendable (Value, inout Validation) -> Void)? {
        guard let type = type as? any Validatable.Type else { return nil }
        return check(as: type)
    }

    private static func check<Value, Own: Validatable>(
        as type: Own.Type
    ) -> @Sendable (Value, inout Validation) -> Void {
        { value, validation in (value as? Own)?.validate(&validation) }
    }
}
