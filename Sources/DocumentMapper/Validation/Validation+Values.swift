extension Validation {
    /// Notes each rule that a value under the key breaks by itself.
    public mutating func check<Value>(_ value: Value, at key: String) {
        guard let value = value as? any Validatable else { return }
        descend(to: .key(key), value.validate)
    }
}
