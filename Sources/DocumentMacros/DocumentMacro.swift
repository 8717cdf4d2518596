import MacroPlugin
import SwiftDiagnostics
package import SwiftSyntax
import SwiftSyntaxBuilder
package import SwiftSyntaxMacros

/// Writes the conformance to `Document` of a struct, or of an enum of such structs.
package struct DocumentMacro {
    /// The name of the collection, or `nil` after saying what is wrong with it.
    private static func collection(
        of node: AttributeSyntax, report: (Diagnostic) -> Void
    ) -> String? {
        guard let name = node.plainString else {
            report(
                Diagnostic(
                    "name the collection with a plain string, as in @Document(\"posts\")", at: node)
            )
            return nil
        }
        guard !name.isEmpty, !name.contains("$"), !name.contains("\0"), !name.contains("\\"),
            !name.contains("\""), !name.hasPrefix("system.")
        else {
            report(
                Diagnostic(
                    "MongoDB takes no collection called '\(name)'; use letters, digits, '.' and '_', and not 'system.'",
                    at: node))
            return nil
        }
        return name
    }

    /// What tells the model's documents from others in the collection: nothing unless
    /// the attribute says so, and `nil` after saying what is wrong with it.
    private static func typeName(
        of node: AttributeSyntax, report: (Diagnostic) -> Void
    ) -> String?? {
        guard let argument = node.argument(labelled: "type") else { return .some(nil) }
        guard let name = argument.plainString, !name.isEmpty,
            !name.contains(where: { $0 == "\\" || $0 == "\"" || $0.isNewline })
        else {
            report(
                Diagnostic(
                    "name the type with a plain string, as in @Document(\"media\", type: \"photo\")",
                    at: argument))
            return nil
        }
        return name
    }

    /// Reads an enum of documents, or says what is wrong with it.
    private static func union(
        _ declaration: EnumDeclSyntax, of node: AttributeSyntax, report: (Diagnostic) -> Void
    ) -> DocumentChoice? {
        guard let collection = collection(of: node, report: report) else { return nil }
        if let argument = node.argument(labelled: "type") {
            report(
                Diagnostic("each case of an enum has a type of its own; remove this", at: argument))
            return nil
        }
        return DocumentChoice(declaration, collection: collection, report: report)
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
        if let choice = declaration.as(EnumDeclSyntax.self) {
            guard union(choice, of: node, report: context.diagnose) != nil, !protocols.isEmpty
            else { return [] }
            let names = protocols.map(\.trimmedDescription).joined(separator: ", ")
            return [
                try ExtensionDeclSyntax("nonisolated extension \(type.trimmed): \(raw: names) {}")
            ]
        }
        guard let collection = collection(of: node, report: context.diagnose),
            let typeName = typeName(of: node, report: context.diagnose),
            let model = Model(
                declaration, type: type, attribute: "@Document", collection: collection,
                typeName: typeName, in: context)
        else { return [] }
        let own = protocols.filter { !$0.trimmedDescription.hasSuffix("DocumentUnion") }
        return [try model.conformance(to: own)]
    }
}

extension DocumentMacro: MemberMacro {
    package static func expansion(
        of node: AttributeSyntax,
        providingMembersOf declaration: some DeclGroupSyntax,
        conformingTo protocols: [TypeSyntax],
        in context: some MacroExpansionContext
    ) -> [DeclSyntax] {
        // The other role says what is wrong with the declaration.
        if let choice = declaration.as(EnumDeclSyntax.self) {
            return union(choice, of: node, report: { _ in })?.members ?? []
        }
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
