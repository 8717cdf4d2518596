import BSON

extension Change where Model: Embedded {
    /// Notes each rule that a value breaks which the change sets or adds to an array.
    ///
    /// An element is named by its position among those that the change names. What other
    /// operators come to depends on what is stored, and only the server knows it; so do the
    /// rules for an array that elements are added to.
    func validate(_ validation: inout Validation) {
        guard case .success(let value) = operand else { return }
        let keys = path.sections.flatMap { $0.path.split(separator: ".").map(String.init) }
        switch kind {
        case .set, .setOnInsert:
            let isElement = path.endsAtElement
            Model.validate(
                isElement ? [value] : value, areElements: isElement, at: keys[...], &validation)
        case .push, .addToSet:
            guard !path.endsAtElement, let elements = value.document?["$each"] else { return }
            Model.validate(elements, areElements: true, at: keys[...], &validation)
        default: return
        }
    }
}

extension Embedded {
    /// Notes each rule that a value breaks which is to stand at a path, or each that
    /// elements break of an array there.
    fileprivate static func validate(
        _ value: BSONValue, areElements: Bool, at keys: ArraySlice<String>,
        _ validation: inout Validation
    ) {
        guard let key = keys.first,
            let property = properties.first(where: { $0.key == key })
        else { return }
        validation.descend(to: .key(key)) { validation in
            let rest = keys.dropFirst()
            if rest.isEmpty {
                let check = areElements ? property.checkElements : property.checkValue
                check?(value, &validation)
            } else if let type = property.valueType as? any LocalizedValue.Type {
                guard rest.count == 1 else {
                    validation.descend(to: .key(rest[rest.startIndex])) { validation in
                        type.innerType?.validate(
                            value, areElements: areElements, at: rest.dropFirst(), &validation)
                    }
                    return
                }
                // Some elements tell nothing of the rules for all of a language.
                guard !areElements else { return }
                property.checkElements?(
                    .document([rest[rest.startIndex]: value]), &validation)
            } else {
                property.innerType?.validate(
                    value, areElements: areElements, at: rest, &validation)
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

extension LocalizedValue {
    /// The struct that there is in each language.
    fileprivate static var innerType: (any Embedded.Type)? {
        Translated.self as? any Embedded.Type
    }
}

extension ArrayValue {
    /// The struct that the elements are, or have.
    fileprivate static var elementType: (any Embedded.Type)? {
        Element.self as? any Embedded.Type
    }
}
