package import SwiftSyntax
package import SwiftSyntaxMacros

/// Writes nothing: `@NotShown` is read by `@TemplateData`.
package struct NotShownMacro: PeerMacro {
    package static func expansion(
        of node: AttributeSyntax,
        providingPeersOf declaration: some DeclSyntaxProtocol,
        in context: some MacroExpansionContext
    ) -> [DeclSyntax] {
        []
    }
}
