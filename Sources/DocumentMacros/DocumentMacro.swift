import SwiftDiagnostics
package import SwiftSyntax
import SwiftSyntaxBuilder
package import SwiftSyntaxMacros

/// Writes a struct's conformance to `Document`.
package struct DocumentMacro {
    /// The name of the collection, or `nil` after saying what is wrong with it.
    private static func collection(
        of node: AttributeSyntax, in context: some MacroExpansionContext
    ) -> String? {
        guard let name = node.plainString else {
            context.diagnose(
                Diagnostic(
                    "name the collection with a plain string, as in @Document(\"posts\")", at: node)
            )
            return nil
        }
        guard !name.isEmpty, !name.contains("$"), !name.contains("\0"), !name.contains("\\"),
            !name.contains("\""), !name.hasPrefix("system.")
        else {
            context.diagnose(
                Diagnostic(
                    "MongoDB takes no collection called '\(name)'; use letters, digits, '.' and '_', and not 'system.'",
                    at: node))
            return nil
        }
        return name
    }
}

extension DocumentMacro: ExtensionMacro {
    package static func expansion(
        of node: AttributeSyntax,
        attachedTo declaration: some DeclGroupSyntax,
        providingExtensionsOf type: some TypeSyntaxProtocol,
        conformingTo protocols: [TypeSyntax],
        in context: some MacroExpansionContext
    ) throws -> [ExtensionDeclSyntax] {
        guard let collection = collection(of: node, in: context),
            let model = Model(
                declaration, type: type, attribute: "@Document", collection: collection,
                in: context)
        else { return [] }
        return [try model.conformance(to: protocols)]
    }
}

extension DocumentMacro: MemberMacro {
    package static func expansion(
        of node: AttributeSyntax,
        providingMembersOf declaration: some DeclGroupSyntax,
        conformingTo protocols: [TypeSyntax],
        in context: some MacroExpansionContext
    ) -> [DeclSyntax] {
        // The other role says why only a struct will do.
        guard let structure = declaration.as(StructDeclSyntax.self) else { return [] }
        let access = structure.modifiers.accessPrefix
        return [
            """
            /// What the database held when this document was read, so that saving \
            writes only what changed.
            \(raw: access)var snapshot = DocumentMapper.Snapshot()
            """
        ]
    }
}
