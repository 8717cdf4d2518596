package import SwiftSyntax

extension DeclModifierListSyntax {
    /// The access that members must have to be as visible as their type, ready
    /// to stand before a declaration.
    package var accessPrefix: String {
        for modifier in self {
            switch modifier.name.tokenKind {
            case .keyword(.public): return "public "
            case .keyword(.package): return "package "
            default: continue
            }
        }
        return ""
    }
}
