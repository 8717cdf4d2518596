import MacroPlugin
import SwiftDiagnostics
import SwiftSyntax
import SwiftSyntaxBuilder

/// An enum whose cases hold what is stored, each beside a discriminator that names it.
struct Choice {
    private let type: String
    private let access: String
    private let discriminator: String
    private let variants: [Variant]

    /// Reads a declaration, or says what is wrong with it.
    init?(
        _ declaration: EnumDeclSyntax, discriminator: String, report: (Diagnostic) -> Void
    ) {
        if let parameters = declaration.genericParameterClause {
            report(
                Diagnostic(
                    "@Embedded cannot store a generic enum, whose values have no one type; write out an enum for each",
                    at: parameters))
            return nil
        }
        var reader = VariantReader(discriminator: discriminator)
        reader.read(declaration)
        guard reader.diagnostics.isEmpty else {
            reader.diagnostics.forEach(report)
            return nil
        }
        type = declaration.name.text
        access = declaration.modifiers.accessPrefix
        self.discriminator = discriminator
        variants = reader.variants
    }

    /// What reads, writes, checks and describes the enum.
    ///
    /// They are members rather than an extension's, because the types of values may be
    /// visible only where the enum stands.
    var members: [DeclSyntax] {
        ([fields, staticFields, reading, writing, validating, describing]
            + [searching].compactMap(\.self))
            .map { "\(raw: $0)" }
    }

    /// A field for the discriminator, and one for each value that every case gives the
    /// same type.
    private var fields: String {
        var types: [String: Set<String>] = [:]
        var labels: [String] = []
        for case .values(let values) in variants.map(\.payload) {
            for value in values {
                if types[value.label] == nil { labels.append(value.label) }
                types[value.label, default: []].insert(value.type.writtenWrapped.trimmedDescription)
            }
        }
        var lines = [
            "        \(access)let \(discriminator.escapedIdentifier) = DocumentMapper.Field<\(type), String>(\"\(discriminator)\")"
        ]
        for label in labels {
            guard let found = types[label], found.count == 1, let value = found.first else {
                continue
            }
            lines.append(
                "        \(access)let \(label.escapedIdentifier) = DocumentMapper.Field<\(type), (\(value))?>(\"\(label)\")"
            )
        }
        return """
                \(access)nonisolated final class Fields: Sendable {
            \(lines.joined(separator: "\n"))
                }
            """
    }

    private var staticFields: String { "\(access)static let fields = Fields()" }

    private var reading: String {
        var lines = variants.compactMap { variant -> String? in
            let expression: String
            switch variant.payload {
            case .unknown: return nil
            case .nothing: expression = ".\(variant.name)"
            case .structure(let type):
                expression = ".\(variant.name)(try \(type.trimmedDescription)(from: &reader))"
            case .values(let values):
                let arguments = values.map { "\($0.label): \($0.reading)" }
                expression = ".\(variant.name)(\(arguments.joined(separator: ", ")))"
            }
            return "        case \"\(variant.key)\": self = \(expression)"
        }
        lines.append(
            unknown.map { "        default: self = .\($0.name)(try reader.document())" }
                ?? "        default: throw BSONError(.unexpectedValue(expected: \"kind of \(type)\"), path: \"\(discriminator)\")"
        )
        return """
                \(access)init(from reader: inout BSONReader) throws(BSONError) {
                    switch try reader.require("\(discriminator)", as: String.self) {
            \(lines.joined(separator: "\n"))
                    }
                }
            """
    }

    private var writing: String {
        """
            \(access)func write(to writer: inout BSONWriter) {
                writer.document { writer in
                    switch self {
        \(variants.map(writing(of:)).joined(separator: "\n"))
                    }
                }
            }
        """
    }

    private func writing(of variant: Variant) -> String {
        var lines: [String] = []
        if case .unknown = variant.payload {
            lines.append("writer.inline(value)")
        } else {
            lines.append("writer.append(\"\(discriminator)\", \"\(variant.key)\")")
        }
        switch variant.payload {
        case .nothing, .unknown: break
        case .structure: lines.append("writer.inline(value)")
        case .values(let values):
            for (index, value) in values.enumerated() {
                lines.append("writer.append(\"\(value.label)\", value\(index))")
            }
        }
        let body = lines.map { "                    \($0)" }.joined(separator: "\n")
        return "            case \(variant.pattern):\n\(body)"
    }

    private var validating: String {
        let lines = variants.map { variant -> String in
            let body: String
            switch variant.payload {
            case .nothing, .unknown:
                return "        case .\(variant.name): break"
            case .structure: body = "            value.validate(&validation)"
            case .values(let values):
                body = values.enumerated().map { index, value in
                    "            validation.check(value\(index), at: \"\(value.label)\")"
                }.joined(separator: "\n")
            }
            return "        case \(variant.pattern):\n\(body)"
        }
        return """
                \(access)func validate(_ validation: inout DocumentMapper.Validation) {
                    switch self {
            \(lines.joined(separator: "\n"))
                    }
                }
            """
    }

    private var describing: String {
        let lines = variants.compactMap { variant -> String? in
            switch variant.payload {
            case .unknown: return nil
            case .nothing: return "            DocumentMapper.SchemaVariant(\"\(variant.key)\"),"
            case .structure(let type):
                return
                    "            DocumentMapper.SchemaVariant(\"\(variant.key)\", beside: \(type.trimmedDescription).self),"
            case .values(let values):
                let list = values.map {
                    ".init(\"\($0.label)\", (\($0.type.trimmedDescription)).self, isRequired: \(!$0.isOptional && $0.initialValue == nil))"
                }.joined(separator: ", ")
                return
                    "            DocumentMapper.SchemaVariant(\"\(variant.key)\", holding: [\(list)]),"
            }
        }
        return """
                \(access)static func schema(in context: DocumentMapper.SchemaContext) -> BSONDocument {
                    context.schema(of: [
            \(lines.joined(separator: "\n"))
                    ], discriminator: "\(discriminator)", takesOthers: \(unknown != nil))
                }
            """
    }

    /// Whether values of the cases may hold attachments; `nil` if no case has any value.
    private var searching: String? {
        let types = variants.flatMap { variant -> [TypeSyntax] in
            switch variant.payload {
            case .nothing, .unknown: []
            case .structure(let type): [type]
            case .values(let values): values.map(\.type)
            }
        }
        guard !types.isEmpty else { return nil }
        let questions = types.map {
            "DocumentMapper.Attachment.isHeld(by: (\($0.trimmedDescription)).self, &seen)"
        }
        return """
                \(access)static func mayHoldAttachments(_ seen: inout Set<ObjectIdentifier>) -> Bool {
                    guard seen.insert(ObjectIdentifier(Self.self)).inserted else { return false }
                    return \(questions.joined(separator: "\n            || "))
                }
            """
    }

    private var unknown: Variant? {
        variants.first { if case .unknown = $0.payload { true } else { false } }
    }
}

extension Variant {
    /// The pattern that takes the case apart.
    fileprivate var pattern: String {
        switch payload {
        case .nothing: ".\(name)"
        case .structure, .unknown: ".\(name)(let value)"
        case .values(let values):
            ".\(name)(\(values.indices.map { "let value\($0)" }.joined(separator: ", ")))"
        }
    }
}

extension String {
    /// The name as Swift takes it anywhere.
    fileprivate var escapedIdentifier: String {
        allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } ? "`\(self)`" : self
    }
}
