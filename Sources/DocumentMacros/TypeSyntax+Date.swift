import SwiftSyntax

extension TypeSyntax {
    /// Whether the type is written `Date`, with or without its module.
    var namesDate: Bool {
        self.as(IdentifierTypeSyntax.self)?.name.text == "Date"
            || self.as(MemberTypeSyntax.self)?.name.text == "Date"
    }

    /// What an optional wraps, as it is written; the type itself if it is none.
    var writtenWrapped: TypeSyntax {
        if let optional = self.as(OptionalTypeSyntax.self) { return optional.wrappedType }
        if let optional = self.as(ImplicitlyUnwrappedOptionalTypeSyntax.self) {
            return optional.wrappedType
        }
        guard let optional = self.as(IdentifierTypeSyntax.self), optional.name.text == "Optional",
            case .type(let wrapped) = optional.genericArgumentClause?.arguments.first?.argument
        else { return self }
        return wrapped
    }
}

extension ExprSyntax {
    /// Whether the expression is `Date.now`, `Date()` or the like.
    var namesDate: Bool {
        if let call = self.as(FunctionCallExprSyntax.self) {
            return call.calledExpression.namesDate
        }
        if let member = self.as(MemberAccessExprSyntax.self) {
            return member.declName.baseName.text == "Date" || member.base?.namesDate ?? false
        }
        return self.as(DeclReferenceExprSyntax.self)?.baseName.text == "Date"
    }
}
