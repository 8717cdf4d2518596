package import SwiftSyntax
package import SwiftSyntaxMacros

/// Writes a struct's conformance to `Embedded`.
package struct EmbeddedMacro: ExtensionMacro {
    package static func expansion(
        of node: AttributeSyntax,
        attachedTo declaration: some DeclGroupSyntax,
        providingExtensionsOf type: some TypeSyntaxProtocol,
        conformingTo protocols: [TypeSyntax],
        in context: some MacroExpansionContext
    ) throws -> [ExtensionDeclSyntax] {
        guard
            let model = Model(
                declaration, type: type, attribute: "@Embedded", collection: nil, in: context)
        else { return [] }
        return [try model.conformance(to: protocols)]
    }
}
