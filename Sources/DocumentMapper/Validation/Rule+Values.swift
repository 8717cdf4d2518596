extension Rule {
    /// Whatever else holds must hold too: the condition, in Swift.
    ///
    /// The closure names its parameter's type, which an attribute cannot find out:
    ///
    ///     @Rules(.custom("must be even") { (count: Int) in count.isMultiple(of: 2) })
    ///     var count = 0
    ///
    /// The server cannot be told such a rule.
    public static func custom(
        _ message: String, code: ValidationError.Code = .custom,
        _ holds: @escaping @Sendable (Value) -> Bool
    ) -> Rule {
        Rule(schema: nil) { value, validation in
            if !holds(value) { validation.fail(.init(code, message)) }
        }
    }
}
