public import BSON

/// A value that has rules of its own, wherever in a document it stands.
///
/// Every embedded struct is one; a type of your own can be, to check itself in whatever
/// property, array or dictionary it is held:
///
///     extension Percentage: Validatable {
///         func validate(_ validation: inout Validation) {
///             if value > 100 { validation.fail("must be at most 100") }
///         }
///     }
public protocol Validatable: SendableMetatype {
    /// Notes each rule that the value breaks.
    func validate(_ validation: inout Validation)
}

extension Optional: Validatable where Wrapped: Validatable {
    /// Notes each rule that the value breaks, if there is one.
    public func validate(_ validation: inout Validation) {
        self?.validate(&validation)
    }
}

extension Array: Validatable where Element: Validatable {
    /// Notes each rule that an element breaks, at its position.
    public func validate(_ validation: inout Validation) {
        for (index, element) in enumerated() {
            validation.descend(to: .index(index), element.validate)
        }
    }
}

extension Set: Validatable where Element: Validatable {
    /// Notes each rule that an element breaks; a set has no positions, so all stand at
    /// its own path.
    public func validate(_ validation: inout Validation) {
        for element in self { element.validate(&validation) }
    }
}

extension Dictionary: Validatable where Key: BSONKey, Value: Validatable {
    /// Notes each rule that a value breaks, at its key.
    public func validate(_ validation: inout Validation) {
        for (key, value) in self {
            validation.descend(to: .entry(key.bsonKey), value.validate)
        }
    }
}

extension Localized: Validatable where Value: Validatable {
    /// Notes each rule that the value in a language breaks, at the language.
    public func validate(_ validation: inout Validation) {
        for (language, value) in values {
            validation.descend(to: .key(language.tag), value.validate)
        }
    }
}
