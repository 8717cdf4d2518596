import SwiftSyntax

/// One case of an enum, as it is stored.
struct Variant {
    /// One of the values that a case holds.
    struct Value {
        /// What it is called, and stored under.
        let label: String
        let type: TypeSyntax

        /// The value of a document that lacks it, if there is one.
        let initialValue: ExprSyntax?

        var isOptional: Bool { type.isWrittenOptional }

        /// The expression that reads the value from `reader`.
        var reading: String {
            if isOptional { return "try reader.value(\"\(label)\")" }
            guard let initialValue else { return "try reader.require(\"\(label)\")" }
            return "try reader.value(\"\(label)\") ?? \(initialValue.whereMissing)"
        }
    }

    /// What a case holds.
    enum Payload {
        case nothing
        /// A struct, whose properties stand beside the discriminator.
        case structure(TypeSyntax)
        /// A document as it is, for every kind that is no other case.
        case unknown
        case values([Value])
    }

    /// The name as Swift code spells it, with its backticks if it has any.
    let name: String

    /// What the discriminator says.
    let key: String
    let payload: Payload
}
