import SwiftSyntax

/// The attributes that say how one property is stored.
struct Markers {
    let key: AttributeSyntax?
    let version: AttributeSyntax?

    /// Whichever there is, to point at.
    var any: AttributeSyntax? { key ?? version }

    init(_ attributes: AttributeListSyntax) {
        let all = attributes.compactMap { $0.as(AttributeSyntax.self) }
        key = all.first { $0.attributeName.trimmedDescription == "Key" }
        version = all.first { $0.attributeName.trimmedDescription == "Version" }
    }
}

extension AttributeSyntax {
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
