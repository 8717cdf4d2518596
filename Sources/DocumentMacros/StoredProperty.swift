import SwiftSyntax

/// One property of a model, as it is stored.
struct StoredProperty {
    /// The name as Swift code spells it, with its backticks if it has any.
    let name: String

    /// The access that its field has, ready to stand before a declaration.
    private(set) var access: String

    /// The name of the element in the document.
    let key: String

    /// The value of a document that lacks the element, if the property has one.
    ///
    /// An optional has none here even when Swift gives it one: a stored document
    /// that lacks the element said `nil`, and must read back as `nil`. Nor has
    /// an identifier: a stored document always holds one, and inventing another
    /// would make it a different document.
    let initialValue: ExprSyntax?

    /// The value of a new document's property, if it is had by calling a function.
    let calledValue: ExprSyntax?

    /// Whether the property's type is written as an optional.
    let isOptional: Bool

    /// Whether the property is marked `@Version`.
    let isVersion: Bool

    /// What happens to a document when the property notes the time, if it does.
    let timeRole: TimeRole?

    /// The property's rules, as they are written.
    let rules: [String]

    /// Whether the property holds the elements that are no other property's.
    let isRemainder: Bool

    /// Where to point when something is wrong with it.
    let syntax: Syntax

    /// The same property, with a field that only its file can see.
    var hidden: StoredProperty {
        var copy = self
        copy.access = "fileprivate "
        return copy
    }

    /// The expression that reads the property from `reader`.
    var reading: String {
        if isOptional { return "try reader.value(\"\(key)\")" }
        guard let initialValue else { return "try reader.require(\"\(key)\")" }
        return "try reader.value(\"\(key)\") ?? \(initialValue.whereMissing)"
    }
}

extension TypeSyntax {
    /// Whether the type is written `T?`, `T!` or `Optional<T>`.
    var isWrittenOptional: Bool {
        if `is`(OptionalTypeSyntax.self) || `is`(ImplicitlyUnwrappedOptionalTypeSyntax.self) {
            return true
        }
        return self.as(IdentifierTypeSyntax.self)?.name.text == "Optional"
    }
}

extension ExprSyntax {
    /// The value of a stored property that is missing: the mapper is told of one that may be
    /// another each time.
    ///
    /// It is in parentheses, since not every operator in it may bind more tightly than `??`.
    var whereMissing: String {
        isConstant
            ? "(\(trimmedDescription))"
            : "DocumentMapper.InitialValue.called(\(trimmedDescription))"
    }

    /// Whether the expression is written out, so that it is the same each time.
    private var isConstant: Bool {
        switch kind {
        case .integerLiteralExpr, .floatLiteralExpr, .booleanLiteralExpr, .nilLiteralExpr:
            return true
        case .stringLiteralExpr:
            return self.as(StringLiteralExprSyntax.self)?.segments.allSatisfy {
                $0.is(StringSegmentSyntax.self)
            } ?? false
        case .prefixOperatorExpr:
            return self.as(PrefixOperatorExprSyntax.self)?.expression.isConstant ?? false
        case .arrayExpr:
            return self.as(ArrayExprSyntax.self)?.elements.allSatisfy(\.expression.isConstant)
                ?? false
        case .dictionaryExpr:
            return self.as(DictionaryExprSyntax.self)?.content.is(TokenSyntax.self) ?? false
        default:
            return false
        }
    }

    /// Whether a reader can tell the expression's type without asking the
    /// compiler, and that type is not an optional.
    var namesItsType: Bool {
        switch kind {
        case .integerLiteralExpr, .floatLiteralExpr, .stringLiteralExpr, .booleanLiteralExpr:
            return true
        case .arrayExpr:
            return self.as(ArrayExprSyntax.self)?.elements.allSatisfy(\.expression.namesItsType)
                ?? false
        case .prefixOperatorExpr:
            return self.as(PrefixOperatorExprSyntax.self)?.expression.namesItsType ?? false
        case .functionCallExpr:
            return self.as(FunctionCallExprSyntax.self)?.calledExpression.namesItsType ?? false
        case .memberAccessExpr:
            return self.as(MemberAccessExprSyntax.self)?.base?.namesItsType ?? false
        case .genericSpecializationExpr:
            return self.as(GenericSpecializationExprSyntax.self)?.expression.namesItsType ?? false
        case .declReferenceExpr:
            let name = self.as(DeclReferenceExprSyntax.self)?.baseName.text ?? ""
            return name.first?.isUppercase == true && name != "Optional"
        default:
            return false
        }
    }
}

extension SyntaxProtocol {
    /// Whether more is called than initializers, such as `ObjectID()`: who knows what for.
    var callsFunction: Bool {
        if let call = self.as(FunctionCallExprSyntax.self), !call.isInitializer { return true }
        return children(viewMode: .sourceAccurate).contains(where: \.callsFunction)
    }
}

extension FunctionCallExprSyntax {
    /// Whether what is called is written as a type, or as `.init`.
    fileprivate var isInitializer: Bool {
        switch calledExpression.kind {
        case .arrayExpr, .dictionaryExpr, .genericSpecializationExpr: return true
        case .declReferenceExpr, .memberAccessExpr:
            let name = calledExpression.lastToken(viewMode: .sourceAccurate)?.text
            return name == "init" || name?.first?.isUppercase == true
        default: return false
        }
    }
}
