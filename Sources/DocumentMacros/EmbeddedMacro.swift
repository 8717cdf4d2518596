import MacroPlugin
import SwiftDiagnostics
package import SwiftSyntax
import SwiftSyntaxBuilder
package import SwiftSyntaxMacros

/// Writes the conformance of a struct, or of an enum, to `Embedded`.
package struct EmbeddedMacro: ExtensionMacro {
    package static func expansion(
        of node: AttributeSyntax,
        attachedTo declaration: some DeclGroupSyntax,
        providingExtensionsOf type: some TypeSyntaxProtocol,
        conformingTo protocols: [TypeSyntax],
        in context: some MacroExpansionContext
    ) throws -> [ExtensionDeclSyntax] {
        if let choice = declaration.as(EnumDeclSyntax.self) {
            guard Choice(choice, of: node, report: context.diagnose) != nil else { return [] }
            return protocols.isEmpty
                ? []
                : [
                    try ExtensionDeclSyntax(
                        "nonisolated extension \(type.trimmed): \(raw: protocols.map(\.trimmedDescription).joined(separator: ", ")) {}"
                    )
                ]
        }
        if case .argumentList = node.arguments, declaration.is(StructDeclSyntax.self) {
            context.diagnose(
                Diagnostic("only an enum has a discriminator; remove it", at: node))
            return []
        }
        guard
            let model = Model(
                declaration, type: type, attribute: "@Embedded", collection: nil, in: context)
        else { return [] }
        return [try model.conformance(to: protocols)]
    }
}

extension EmbeddedMacro: MemberMacro {
    package static func expansion(
        of node: AttributeSyntax,
        providingMembersOf declaration: some DeclGroupSyntax,
        conformingTo protocols: [TypeSyntax],
        in context: some MacroExpansionContext
    ) -> [DeclSyntax] {
        // The other role writes what a struct needs, and says what is wrong with an enum.
        guard let choice = declaration.as(EnumDeclSyntax.self) else { return [] }
        return Choice(choice, of: node, report: { _ in })?.members ?? []
    }
}

extension Choice {
    /// Reads a declaration with its attribute, or says what is wrong with either.
    fileprivate init?(
        _ declaration: EnumDeclSyntax, of node: AttributeSyntax, report: (Diagnostic) -> Void
    ) {
        guard case .argumentList = node.arguments else {
            self.init(declaration, discriminator: "_type", report: report)
            return
        }
        guard let name = node.plainString, let first = name.first,
            first.isLetter || first == "_",
            name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
        else {
            report(
                Diagnostic(
                    "name the discriminator with letters, digits and '_', as in @Embedded(discriminator: \"kind\")",
                    at: node))
            return nil
        }
        self.init(declaration, discriminator: name, report: report)
    }
}
