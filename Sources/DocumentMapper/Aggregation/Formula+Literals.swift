extension Formula: ExpressibleByUnicodeScalarLiteral where Value == String {
    /// Creates text that is the same for every document.
    public init(unicodeScalarLiteral value: String) { self = .literal(value) }
}

extension Formula: ExpressibleByExtendedGraphemeClusterLiteral where Value == String {
    /// Creates text that is the same for every document.
    public init(extendedGraphemeClusterLiteral value: String) { self = .literal(value) }
}

extension Formula: ExpressibleByStringLiteral where Value == String {
    /// Creates text that is the same for every document.
    public init(stringLiteral value: String) { self = .literal(value) }
}

extension Formula: ExpressibleByIntegerLiteral where Value: NumberValue {
    /// Creates a number that is the same for every document.
    public init(integerLiteral value: Int) { self = .literal(Value(value)) }
}

extension Formula: ExpressibleByFloatLiteral where Value == Double {
    /// Creates a number that is the same for every document.
    public init(floatLiteral value: Double) { self = .literal(value) }
}

extension Formula: ExpressibleByBooleanLiteral where Value == Bool {
    /// Creates a boolean that is the same for every document.
    public init(booleanLiteral value: Bool) { self = .literal(value) }
}
