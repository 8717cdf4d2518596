public import BSON

/// One stored property of a model, for whatever has to know them all.
///
/// Queries name properties by ``Field``, which the compiler checks. A property is the
/// same for code that walks over a model it does not know: validation, the schema that
/// the server gets, and everything that finds properties by the type they hold:
///
///     for property in Post.properties {
///         guard let holder = property.type as? any AttachmentHolder.Type else { continue }
///         …
///     }
public struct Property<Model: Sendable>: Sendable {
    /// The name of the element in the document.
    public let key: String

    /// The name of the property in Swift.
    public let name: String

    /// The type that the property is declared with, optional or not.
    public let type: any (BSONEncodable & Sendable).Type

    /// Whether a document without the element cannot be read: the property is not
    /// optional and has no initial value.
    public let isRequired: Bool

    /// The way to the value, for `model[keyPath:]`.
    public let keyPath: any PartialKeyPath<Model> & Sendable

    /// The type of a value that is there: what an optional wraps.
    let valueType: any (BSONEncodable & Sendable).Type

    /// What the server is told of the property's rules; `nil` for a rule that it
    /// cannot be told.
    let exportedRules: [BSONDocument?]

    /// Applies the rules of the property and of what it holds; `nil` if there are none.
    let check: (@Sendable (Model, inout Validation) -> Void)?

    /// Applies the same rules to a value on its own, as an update sets it.
    let checkValue: (@Sendable (BSONValue, inout Validation) -> Void)?

    /// Applies the rules for elements to an array of some, as an update adds them.
    let checkElements: (@Sendable (BSONValue, inout Validation) -> Void)?

    /// Names a property with its rules.
    public init<Value: BSONEncodable & Sendable>(
        _ key: String, _ name: String, _ property: any KeyPath<Model, Value> & Sendable,
        isRequired: Bool, rules: Rule<Value>...
    ) {
        self.key = key
        self.name = name
        self.isRequired = isRequired
        type = Value.self
        valueType = Value.self
        keyPath = property
        exportedRules = rules.map(\.schema)
        let own = [OwnRules.check(of: Value.self)].compactMap { $0 }
        let checks = rules.map(\.check) + own
        checkElements = Self.checkElements(of: Value.self, rules, own)
        guard !checks.isEmpty else {
            check = nil
            checkValue = nil
            return
        }
        checkValue = Self.checkValue(of: Value.self, checks)
        check = { model, validation in
            validation.descend(to: .key(key)) { validation in
                let value = model[keyPath: property]
                for check in checks { check(value, &validation) }
            }
        }
    }

    /// Names an optional property with its rules, which `nil` does not break.
    public init<Value: BSONEncodable & Sendable>(
        _ key: String, _ name: String,
        optional property: any KeyPath<Model, Value?> & Sendable, rules: Rule<Value>...
    ) {
        self.key = key
        self.name = name
        isRequired = false
        type = Value?.self
        valueType = Value.self
        keyPath = property
        exportedRules = rules.map(\.schema)
        let own = [OwnRules.check(of: Value.self)].compactMap { $0 }
        let checks = rules.map(\.check) + own
        checkElements = Self.checkElements(of: Value.self, rules, own)
        guard !checks.isEmpty else {
            check = nil
            checkValue = nil
            return
        }
        checkValue = Self.checkValue(of: Value.self, checks)
        check = { model, validation in
            guard let value = model[keyPath: property] else { return }
            validation.descend(to: .key(key)) { validation in
                for check in checks { check(value, &validation) }
            }
        }
    }

    /// An array has no rules of its own but those of its elements, a localized value but
    /// those of each language.
    private static func checkElements<Value: Sendable>(
        of type: Value.Type, _ rules: [Rule<Value>],
        _ own: [@Sendable (Value, inout Validation) -> Void]
    ) -> (@Sendable (BSONValue, inout Validation) -> Void)? {
        guard type is any ArrayValue.Type || type is any LocalizedValue.Type else { return nil }
        let checks = rules.filter(\.isForElements).map(\.check) + own
        return checks.isEmpty ? nil : checkValue(of: type, checks)
    }

    /// Finds nothing wrong with values of a type that cannot be read back.
    private static func checkValue<Value: Sendable>(
        of type: Value.Type, _ checks: [@Sendable (Value, inout Validation) -> Void]
    ) -> @Sendable (BSONValue, inout Validation) -> Void {
        { stored, validation in
            guard let type = Value.self as? any BSONDecodable.Type,
                let value = stored.read(as: type) as? Value
            else { return }
            for check in checks { check(value, &validation) }
        }
    }
}

extension BSONValue {
    /// The value as another type, if it is one.
    fileprivate func read<Value: BSONDecodable>(as type: Value.Type) -> Value? {
        let document: BSONDocument = ["": self]
        var reader = BSONReader(document.bytes.span)
        return try? reader.value("", as: type)
    }
}
