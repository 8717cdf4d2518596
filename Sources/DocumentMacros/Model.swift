import MacroPlugin
import SwiftDiagnostics
import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// A struct whose properties are all ones that can be stored.
struct Model {
    let type: String
    let access: String
    let collection: String?

    /// What tells the model's documents from others in the collection, if anything does.
    let typeName: String?
    let properties: [StoredProperty]

    /// Whether the compiler still writes the memberwise initializer.
    let hasMemberwiseInitializer: Bool

    /// Reads a declaration, or says on each property what is wrong with it.
    init?(
        _ declaration: some DeclGroupSyntax, type: some TypeSyntaxProtocol, attribute: String,
        collection: String?, typeName: String? = nil, in context: some MacroExpansionContext
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
        if let fields = structure.memberBlock.members.typeCalledFields {
            diagnostics.append(
                Diagnostic(
                    "'Fields' is what the mapper calls the names of the properties; call this type otherwise",
                    at: fields))
        }
        if typeName != nil, let other = reader.properties.first(where: { $0.key == "_type" }) {
            diagnostics.append(
                Diagnostic(
                    "'_type' says which model a document is of; give the property another @Key",
                    at: other.syntax))
        }
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
        // Of a type within a private one, nothing may be seen farther.
        let isHidden =
            structure.modifiers.isHidden
            || context.lexicalContext.contains {
                $0.asProtocol((any WithModifiersSyntax).self)?.modifiers.isHidden == true
            }
        access = isHidden ? "fileprivate " : structure.modifiers.accessPrefix
        self.collection = collection
        self.typeName = typeName
        properties =
            isHidden ? reader.properties.map(\.hidden) : reader.properties
        hasMemberwiseInitializer = !structure.memberBlock.members.hasInitializer
        if !hasMemberwiseInitializer {
            reader.properties.compactMap(\.calledValue).map(Diagnostic.init(calling:))
                .forEach(context.diagnose)
        }
    }
}

extension Diagnostic {
    /// Says that what is to be called for a new document is called for every document read:
    /// Swift does so wherever it has to assign the properties one by one.
    fileprivate init(calling value: ExprSyntax) {
        self.init(
            warning:
                "reading a document evaluates '\(value.trimmedDescription)' too, since an initializer within the struct takes the memberwise one away; declare initializers in an extension",
            at: value)
    }

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
    /// The access that the field of a property has: the property's own, so that
    /// nobody queries by what they cannot see.
    ///
    /// What is private to the struct has to be visible in the extension.
    var fieldAccessPrefix: String { isHidden ? "fileprivate " : accessPrefix }

    /// Whether the declaration is visible in its file at most.
    var isHidden: Bool {
        contains {
            $0.detail == nil
                && ($0.name.tokenKind == .keyword(.private)
                    || $0.name.tokenKind == .keyword(.fileprivate))
        }
    }
}
