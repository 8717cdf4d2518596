package import SwiftSyntax
package import SwiftSyntaxMacros

/// Writes nothing: `@Key` and `@Version` are read by the model's own macro.
package struct MarkerMacro: PeerMacro {
    package static func expansion(
        of node: AttributeSyntax,
        providingPeersOf declaration: some DeclSyntaxProtocol,
        in context: some MacroExpansionContext
    ) -> [DeclSyntax] {
        []
    }
}
