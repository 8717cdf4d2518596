package import SwiftSyntax

extension VariableDeclSyntax {
    /// Whether each instance has the property, rather than the type.
    package var isInstanceProperty: Bool {
        !modifiers.contains {
            $0.name.tokenKind == .keyword(.static) || $0.name.tokenKind == .keyword(.class)
        }
    }

    /// Whether the property is worked out by code rather than stored.
    ///
    /// Observers leave a property stored.
    package var isComputed: Bool {
        bindings.contains { binding in
            guard let accessors = binding.accessorBlock?.accessors else { return false }
            guard case .accessors(let list) = accessors else { return true }
            return list.contains {
                $0.accessorSpecifier.tokenKind != .keyword(.willSet)
                    && $0.accessorSpecifier.tokenKind != .keyword(.didSet)
            }
        }
    }
}

extension IfConfigDeclSyntax {
    /// Whether a stored property of an instance is declared in any branch.
    package var hasStoredProperties: Bool {
        clauses.contains { clause in
            guard case .decls(let members) = clause.elements else { return false }
            return members.contains { member in
                guard let variable = member.decl.as(VariableDeclSyntax.self) else { return false }
                return variable.isInstanceProperty && !variable.isComputed
            }
        }
    }
}

extension String {
    /// The name without the backticks that let a keyword be one.
    package var trimmingBackticks: String {
        hasPrefix("`") && hasSuffix("`") && count > 2 ? String(dropFirst().dropLast()) : self
    }
}
