import MacroPlugin
import SwiftDiagnostics
package import SwiftSyntax
import SwiftSyntaxBuilder
package import SwiftSyntaxMacros

/// Writes the table of the names under which templates find a struct's parts.
package struct TemplateDataMacro: MemberMacro {
    package static func expansion(
        of node: AttributeSyntax,
        providingMembersOf declaration: some DeclGroupSyntax,
        conformingTo protocols: [TypeSyntax],
        in context: some MacroExpansionContext
    ) -> [DeclSyntax] {
        guard declaration.is(StructDeclSyntax.self) else {
            context.diagnose(
                Diagnostic(
                    "@TemplateData shows the properties of a struct; make this one a struct",
                    at: declaration.introducer))
            return []
        }
        var reader = ShownPropertyReader()
        reader.read(declaration.memberBlock.members)
        reader.diagnostics.forEach(context.diagnose)
        let lines = reader.names.map { name in
            "    fields.add(\"\(name.trimmingBackticks)\") { $0.\(name) }"
        }
        return [
            """
            \(raw: declaration.modifiers.accessPrefix)static var fields: Templates.TemplateFields<Self> {
                \(raw: lines.isEmpty ? "let" : "var") fields = Templates.TemplateFields<Self>()
            \(raw: lines.map { $0 + "\n" }.joined())    return fields
            }
            """
        ]
    }
}

extension TemplateDataMacro: ExtensionMacro {
    package static func expansion(
        of node: AttributeSyntax,
        attachedTo declaration: some DeclGroupSyntax,
        providingExtensionsOf type: some TypeSyntaxProtocol,
        conformingTo protocols: [TypeSyntax],
        in context: some MacroExpansionContext
    ) throws -> [ExtensionDeclSyntax] {
        guard declaration.is(StructDeclSyntax.self), !protocols.isEmpty else { return [] }
        return [try ExtensionDeclSyntax("extension \(type.trimmed): Templates.TemplateData {}")]
    }
}
