import BSON

extension Change where Model: Embedded {
    /// Notes each rule that a value breaks which the change sets.
    ///
    /// What other operators come to depends on what is stored, and only the server
    /// knows it.
    func validate(_ validation: inout Validation) {
        guard kind == .set || kind == .setOnInsert, case .success(let value) = operand else {
            return
        }
        let keys = path.sections.flatMap { $0.path.split(separator: ".").map(String.init) }
        Model.validate(value, at: keys[...], &validation)
    }
}

extension Embedded {
    /// Notes each rule that a value breaks which is to stand at a path.
    fileprivate static func validate(
        _ value: BSONValue, at keys: ArraySlice<String>, _ validation: inout Validation
    ) {
        guard let key = keys.first,
            let property = properties.first(where: { $0.key == key })
        else { return }
        validation.descend(to: .key(key)) { validation in
            let rest = keys.dropFirst()
            if rest.isEmpty {
                property.checkValue?(value, &validation)
            } else {
                property.innerType?.validate(value, at: rest, &validation)
            }
        }
    }
}

extension Property {
    /// The struct that the property holds, once or as elements of an array.
    fileprivate var innerType: (any Embedded.Type)? {
        if let type = valueType as? any Embedded.Type { return type }
        return (valueType as? any ArrayValue.Type)?.elementType
    }
}

extension ArrayValue {
    /// The struct that the elements are, or have.
    fileprivate static var elementType: (any Embedded.Type)? {
        Element.self as? any Embedded.Type
    }
}
