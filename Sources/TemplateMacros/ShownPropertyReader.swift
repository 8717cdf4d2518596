import MacroPlugin
import SwiftDiagnostics
import SwiftSyntax

/// Finds the properties that templates may show, and collects what is wrong with
/// them.
struct ShownPropertyReader {
    /// Their names as Swift code spells them, with backticks if they have any.
    private(set) var names: [String] = []
    private(set) var diagnostics: [Diagnostic] = []

    mutating func read(_ members: MemberBlockItemListSyntax) {
        for member in members {
            if let variable = member.decl.as(VariableDeclSyntax.self) {
                read(variable)
            } else if let condition = member.decl.as(IfConfigDeclSyntax.self),
                condition.hasProperties
            {
                report(
                    "a property that templates show cannot depend on '#if': they name it in every "
                        + "build", at: condition)
            }
        }
    }

    private mutating func read(_ variable: VariableDeclSyntax) {
        let isVisible = variable.isInstanceProperty && !variable.modifiers.isPrivate
        if let marker = variable.attributes.marker {
            if !isVisible {
                report(
                    "no template sees a private or static property; remove @NotShown", at: marker)
            }
            return
        }
        guard isVisible else { return }
        if let lazy = variable.modifiers.first(where: { $0.name.tokenKind == .keyword(.lazy) }) {
            report("a template cannot fill a lazy property; make it computed, or private", at: lazy)
            return
        }
        if let effect = variable.effect {
            report(
                "a template cannot wait or fail; give it the value, or add @NotShown", at: effect)
            return
        }
        for binding in variable.bindings {
            guard let pattern = binding.pattern.as(IdentifierPatternSyntax.self) else {
                report(
                    "declare each property on its own, so that each has a name to be shown under",
                    at: binding.pattern)
                continue
            }
            names.append(pattern.identifier.text)
        }
    }

    private mutating func report(_ message: String, at node: some SyntaxProtocol) {
        diagnostics.append(Diagnostic(message, at: node))
    }
}

extension AttributeListSyntax {
    fileprivate var marker: AttributeSyntax? {
        compactMap { $0.as(AttributeSyntax.self) }
            .first { $0.attributeName.trimmedDescription.hasSuffix("NotShown") }
    }
}

extension DeclModifierListSyntax {
    /// Whether others cannot read the property; with `private(set)` they can.
    fileprivate var isPrivate: Bool {
        contains { modifier in
            modifier.detail == nil
                && [.keyword(.private), .keyword(.fileprivate)].contains(modifier.name.tokenKind)
        }
    }
}

extension VariableDeclSyntax {
    /// The `async` or `throws` of the property's getter.
    fileprivate var effect: AccessorEffectSpecifiersSyntax? {
        for binding in bindings {
            guard case .accessors(let accessors) = binding.accessorBlock?.accessors else {
                continue
            }
            if let effect = accessors.lazy.compactMap(\.effectSpecifiers).first { return effect }
        }
        return nil
    }
}

extension IfConfigDeclSyntax {
    /// Whether a property that templates would show is declared in any branch.
    fileprivate var hasProperties: Bool {
        clauses.contains { clause in
            guard case .decls(let members) = clause.elements else { return false }
            var reader = ShownPropertyReader()
            reader.read(members)
            return !reader.names.isEmpty || !reader.diagnostics.isEmpty
        }
    }
}
