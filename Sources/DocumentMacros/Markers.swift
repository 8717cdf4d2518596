import SwiftSyntax

/// The attributes that say how one property is stored.
struct Markers {
    let key: AttributeSyntax?
    let version: AttributeSyntax?
    let rules: [AttributeSyntax]
    let unknown: AttributeSyntax?

    /// The attribute that has a time kept in the property.
    let time: (role: TimeRole, syntax: AttributeSyntax)?

    /// Whichever there is, to point at.
    var any: AttributeSyntax? { key ?? version ?? time?.syntax ?? rules.first ?? unknown }

    init(_ attributes: AttributeListSyntax) {
        let all = attributes.compactMap { $0.as(AttributeSyntax.self) }
        key = all.first { $0.plainName == "Key" }
        version = all.first { $0.plainName == "Version" }
        rules = all.filter { $0.plainName == "Rules" }
        unknown = all.first { $0.plainName == "Unknown" }
        time =
            all.lazy.compactMap { attribute in
                TimeRole(rawValue: attribute.plainName).map { ($0, attribute) }
            }.first
    }
}

/// What happened to a document when a property notes the time.
enum TimeRole: String, CaseIterable {
    case created = "CreatedAt"
    case updated = "UpdatedAt"
    case deleted = "DeletedAt"

    /// How such a property is declared.
    var declaration: String {
        switch self {
        case .created: "var createdAt = Date.now"
        case .updated: "var updatedAt = Date.now"
        case .deleted: "var deletedAt: Date?"
        }
    }
}

extension AttributeSyntax {
    /// The name, without the module's that may stand before it.
    var plainName: String {
        attributeName.as(MemberTypeSyntax.self)?.name.text ?? attributeName.trimmedDescription
    }

    /// The attribute's first argument, if it is a string literal without
    /// interpolation.
    var plainString: String? {
        guard case .argumentList(let arguments) = arguments else { return nil }
        return arguments.first?.expression.plainString
    }

    /// The argument with a label, if there is one.
    func argument(labelled label: String) -> ExprSyntax? {
        guard case .argumentList(let arguments) = arguments else { return nil }
        return arguments.first { $0.label?.text == label }?.expression
    }

    /// The attribute's arguments, as they are written.
    var writtenArguments: [String] {
        guard case .argumentList(let arguments) = arguments else { return [] }
        return arguments.map(\.expression.trimmedDescription)
    }
}

extension ExprSyntax {
    /// The text of a string literal without interpolation.
    var plainString: String? {
        guard let literal = self.as(StringLiteralExprSyntax.self), literal.segments.count == 1
        else { return nil }
        return literal.segments.first?.as(StringSegmentSyntax.self)?.content.text
    }
}
