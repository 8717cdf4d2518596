import SwiftDiagnostics
import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// A struct whose properties are all ones that can be stored.
struct Model {
    let type: String
    let access: String
    let collection: String?
    let properties: [StoredProperty]

    /// Whether the compiler still writes the memberwise initializer.
    let hasMemberwiseInitializer: Bool

    /// Reads a declaration, or says on each property what is wrong with it.
    init?(
        _ declaration: some DeclGroupSyntax, type: some TypeSyntaxProtocol, attribute: String,
        collection: String?, in context: some MacroExpansionContext
    ) {
        guard let structure = declaration.as(StructDeclSyntax.self) else {
            context.diagnose(
                Diagnostic(
                    "\(attribute) stores the properties of a struct; make '\(type.trimmedDescription)' a struct",
                    at: declaration.introducer))
            return nil
        }
        if let parameters = structure.genericParameterClause {
            context.diagnose(
                Diagnostic(
                    "\(attribute) cannot store a generic struct, whose elements have no one type; write out a struct for each",
                    at: parameters))
            return nil
        }
        var reader = PropertyReader(isDocument: collection != nil)
        reader.read(structure.memberBlock.members)
        var diagnostics = reader.diagnostics
        if diagnostics.isEmpty, collection != nil,
            !reader.properties.contains(where: { $0.key == "_id" })
        {
            diagnostics.append(.missingIdentifier(in: structure))
        }
        guard diagnostics.isEmpty else {
            diagnostics.forEach(context.diagnose)
            return nil
        }
        self.type = type.trimmedDescription
        access = structure.modifiers.accessPrefix
        self.collection = collection
        properties = reader.properties
        hasMemberwiseInitializer = !structure.memberBlock.members.contains {
            $0.decl.is(InitializerDeclSyntax.self)
        }
    }
}

extension Diagnostic {
    /// Says that nothing tells one document from another, and offers to mend it.
    fileprivate static func missingIdentifier(in structure: StructDeclSyntax) -> Diagnostic {
        let identifier = MemberBlockItemSyntax(
            leadingTrivia: .newline + .spaces(4),
            decl: DeclSyntax("var id = ObjectID()"))
        let members = structure.memberBlock.members
        return Diagnostic(
            "a document needs an identifier: add 'var id = ObjectID()'", at: structure.name,
            fix: FixIt(
                message: Remedy(message: "add 'var id = ObjectID()'"),
                changes: [
                    .replace(
                        oldNode: Syntax(members),
                        newNode: Syntax(MemberBlockItemListSyntax([identifier] + Array(members))))
                ]))
    }
}

extension DeclModifierListSyntax {
    /// The access that members must have to be as visible as their type, ready
    /// to stand before a declaration.
    var accessPrefix: String {
        for modifier in self {
            switch modifier.name.tokenKind {
            case .keyword(.public): return "public "
            case .keyword(.package): return "package "
            default: continue
            }
        }
        return ""
    }

    /// The access that the field of a property has: the property's own, so that
    /// nobody queries by what they cannot see.
    ///
    /// What is private to the struct has to be visible in the extension.
    var fieldAccessPrefix: String {
        let isHidden = contains {
            $0.detail == nil
                && ($0.name.tokenKind == .keyword(.private)
                    || $0.name.tokenKind == .keyword(.fileprivate))
        }
        return isHidden ? "fileprivate " : accessPrefix
    }
}
