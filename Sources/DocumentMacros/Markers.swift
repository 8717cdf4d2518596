import SwiftSyntax

/// The attributes that say how one property is stored.
struct Markers {
    let key: AttributeSyntax?
    let version: AttributeSyntax?

    /// Whichever there is, to point at.
    var any: AttributeSyntax? { key ?? version }

    init(_ attributes: AttributeListSyntax) {
        let all = attributes.compactMap { $0.as(AttributeSyntax.self) }
        key = all.first { $0.plainName == "Key" }
        version = all.first { $0.plainName == "Version" }
    }
}

extension AttributeSyntax {
    /// The name, without the module's that may stand before it.
    var plainName: String {
        attributeName.as(MemberTypeSyntax.self)?.name.text ?? attributeName.trimmedDescription
    }

    /// The attribute's one argument, if it is a string literal without
    /// interpolation.
    var plainString: String? {
        guard case .argumentList(let arguments) = arguments, let argument = arguments.first,
            let literal = argument.expression.as(StringLiteralExprSyntax.self),
            literal.segments.count == 1,
            let segment = literal.segments.first?.as(StringSegmentSyntax.self)
        else { return nil }
        return segment.content.text
    }
}
