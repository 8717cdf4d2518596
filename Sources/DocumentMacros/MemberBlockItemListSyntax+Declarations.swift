import SwiftSyntax

extension MemberBlockItemListSyntax {
    /// Whether an initializer is declared, in any build.
    ///
    /// Then the compiler may write no memberwise one.
    var hasInitializer: Bool {
        contains { member in
            if member.decl.is(InitializerDeclSyntax.self) { return true }
            guard let condition = member.decl.as(IfConfigDeclSyntax.self) else { return false }
            return condition.clauses.contains { clause in
                guard case .decls(let members) = clause.elements else { return false }
                return members.hasInitializer
            }
        }
    }

    /// The name of a type that would stand in the way of the one that the macro writes.
    var typeCalledFields: TokenSyntax? {
        let names = compactMap { member -> TokenSyntax? in
            member.decl.asProtocol((any NamedDeclSyntax).self)?.name
        }
        return names.first { $0.text == "Fields" }
    }
}
