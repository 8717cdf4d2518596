import MacroPlugin
import SwiftDiagnostics
import SwiftSyntax

/// Reads the cases of an enum, and collects what is wrong with them.
struct VariantReader {
    /// The name of the element that says which case is stored.
    let discriminator: String

    private(set) var variants: [Variant] = []
    private(set) var diagnostics: [Diagnostic] = []

    init(discriminator: String) {
        self.discriminator = discriminator
    }

    mutating func read(_ declaration: EnumDeclSyntax) {
        for member in declaration.memberBlock.members {
            guard let cases = member.decl.as(EnumCaseDeclSyntax.self) else { continue }
            let marker = Markers(cases.attributes).key
            if let marker, cases.elements.count > 1 {
                report("several cases cannot share a key; write each on its own line", at: marker)
            }
            if let marker, marker.plainString == nil {
                report("a key must be a plain string, as in @Key(\"created\")", at: marker)
            }
            for element in cases.elements { read(element, key: marker?.plainString) }
        }
        guard diagnostics.isEmpty else { return }
        if !variants.contains(where: \.hasValues) {
            report(
                "no case of '\(declaration.name.text)' holds a value; store it as its raw value: 'enum \(declaration.name.text): String, BSONCodable'",
                at: declaration.name)
        }
        var owners: [String: String] = [:]
        for variant in variants {
            if let other = owners.updateValue(variant.name, forKey: variant.key) {
                report(
                    "'\(other)' and '\(variant.name)' are both stored as \"\(variant.key)\"; give one another @Key",
                    at: declaration.name)
            }
        }
    }

    private mutating func read(_ element: EnumCaseElementSyntax, key: String?) {
        let name = element.name.text
        let parameters = element.parameterClause?.parameters.map { $0 } ?? []
        let payload: Variant.Payload
        switch parameters.count {
        case 0: payload = .nothing
        case 1 where parameters[0].label == nil:
            let type = parameters[0].type
            let isDocument = type.trimmedDescription == "BSONDocument"
            payload =
                name.trimmingBackticks == "unknown" && isDocument ? .unknown : .structure(type)
        default:
            payload = .values(parameters.compactMap { value(of: $0, in: name) })
        }
        variants.append(Variant(name: name, key: key ?? name.trimmingBackticks, payload: payload))
    }

    private mutating func value(
        of parameter: EnumCaseParameterSyntax, in name: String
    ) -> Variant.Value? {
        guard let label = parameter.label else {
            report(
                "name each value of '\(name.trimmingBackticks)', so that each has a name to be stored under",
                at: parameter)
            return nil
        }
        if label == discriminator {
            report(
                "'\(label)' says which case is stored; name the value otherwise, or write @Embedded(discriminator: …)",
                at: parameter)
        }
        return Variant.Value(
            label: label, type: parameter.type, initialValue: parameter.defaultValue?.value)
    }

    private mutating func report(_ message: String, at node: some SyntaxProtocol) {
        diagnostics.append(Diagnostic(message, at: node))
    }
}

extension Variant {
    fileprivate var hasValues: Bool {
        if case .nothing = payload { false } else { true }
    }
}

extension EnumCaseParameterSyntax {
    /// The name of the value, without backticks, if it has one.
    fileprivate var label: String? {
        guard let name = firstName?.text, name != "_" else { return nil }
        return name.trimmingBackticks
    }
}
