import MacroPlugin
import SwiftSyntax
import SwiftSyntaxBuilder

extension Model {
    /// The extension that reads, writes and names the properties.
    func conformance(to protocols: [TypeSyntax]) throws -> ExtensionDeclSyntax {
        // Empty when the author wrote the conformance too.
        let clause =
            protocols.isEmpty
            ? "" : ": " + protocols.map(\.trimmedDescription).joined(separator: ", ")
        let members = [
            name, storedType, version, timestamps, deletion, fields,
            storedProperties,
            reading, writing,
        ].compactMap { $0 }
        return try ExtensionDeclSyntax(
            """
            nonisolated extension \(raw: type)\(raw: clause) {
            \(raw: members.joined(separator: "\n\n"))
            }
            """)
    }

    private var name: String? {
        collection.map { "    \(access)static let collection = \"\($0)\"" }
    }

    private var storedType: String? {
        typeName.map { "    \(access)static let typeName: String? = \"\($0)\"" }
    }

    private var version: String? {
        guard let property = properties.first(where: \.isVersion) else { return nil }
        return """
                \(access)static let versionField: DocumentMapper.VersionField<\(type)>? =
                    DocumentMapper.VersionField("\(property.key)", \\\(type).\(property.name))
            """
    }

    private var timestamps: String? {
        let created = dateField(.created)
        let updated = dateField(.updated)
        guard created != nil || updated != nil else { return nil }
        return """
                \(access)static let timestamps: DocumentMapper.Timestamps<\(type)>? =
                    DocumentMapper.Timestamps(
                        created: \(created ?? "nil"),
                        updated: \(updated ?? "nil"))
            """
    }

    private func dateField(_ role: TimeRole) -> String? {
        properties.first { $0.timeRole == role }.map {
            "DocumentMapper.DateField(\"\($0.key)\", \\\(type).\($0.name))"
        }
    }

    private var deletion: String? {
        guard let property = properties.first(where: { $0.timeRole == .deleted }) else {
            return nil
        }
        return """
                \(access)static let deletion: DocumentMapper.DeletionField<\(type)>? =
                    DocumentMapper.DeletionField("\(property.key)", \\\(type).\(property.name))
            """
    }

    /// The properties with their rules, in the words that `@Rules` was given.
    private var storedProperties: String {
        let lines = storedOnes.map { property in
            let label = property.isOptional ? "optional: " : ""
            let required =
                property.isOptional ? "" : ", isRequired: \(property.initialValue == nil)"
            let rules =
                property.rules.isEmpty ? "" : ", rules: " + property.rules.joined(separator: ", ")
            return
                "        DocumentMapper.Property(\"\(property.key)\", \"\(property.name.trimmingBackticks)\", \(label)\\\(type).\(property.name)\(required)\(rules)),"
        }
        return """
                \(access)static let properties: [DocumentMapper.Property<\(type)>] = [
            \(lines.joined(separator: "\n"))
                ]
            """
    }

    private var fields: String {
        let lines = storedOnes.map {
            "        \($0.access)let \($0.name) = DocumentMapper.Field(\"\($0.key)\", \\\(type).\($0.name))"
        }
        return """
                \(access)nonisolated final class Fields: Sendable {
            \(lines.joined(separator: "\n"))
                }

                \(access)static let fields = Fields()
            """
    }

    /// Calls the memberwise initializer, which evaluates no default that the
    /// document has a value for.
    ///
    /// A struct with an initializer of its own has no memberwise one; then each
    /// property is assigned.
    private var reading: String {
        let body: String
        if hasMemberwiseInitializer {
            let arguments = properties.map {
                "            \($0.name.trimmingBackticks): \(expression(reading: $0))"
            }
            body = """
                        self.init(
                \(arguments.joined(separator: ",\n"))
                        )
                """
        } else {
            body = properties.map { "        self.\($0.name) = \(expression(reading: $0))" }
                .joined(separator: "\n")
        }
        return """
                \(access)init(from reader: inout BSONReader) throws(BSONError) {
            \(typeCheck)\(body)
                }
            """
    }

    /// Writes the identifier first, where MongoDB keeps it.
    ///
    /// `self` tells a property called `writer` from the parameter.
    private var writing: String {
        let identifier = storedOnes.filter { $0.key == "_id" }
        let others = storedOnes.filter { $0.key != "_id" }
        var lines = identifier.map(line(writing:))
        if let typeName {
            lines.append("            writer.append(\"_type\", \"\(typeName)\")")
        }
        lines += (others + properties.filter(\.isRemainder)).map(line(writing:))
        return """
                \(access)func write(to writer: inout BSONWriter) {
                    writer.document { writer in
            \(lines.joined(separator: "\n"))
                    }
                }
            """
    }

    private func expression(reading property: StoredProperty) -> String {
        property.isRemainder
            ? "try reader.remainder(besides: [\(knownKeys)])" : property.reading
    }

    private func line(writing property: StoredProperty) -> String {
        property.isRemainder
            ? "            writer.remainder(self.\(property.name), besides: [\(knownKeys)])"
            : "            writer.append(\"\(property.key)\", self.\(property.name))"
    }

    /// Refuses a document of another model in the same collection.
    private var typeCheck: String {
        typeName.map { "        try reader.expectType(\"\($0)\")\n" } ?? ""
    }

    /// The properties that have an element of their own.
    private var storedOnes: [StoredProperty] { properties.filter { !$0.isRemainder } }

    private var knownKeys: String {
        (storedOnes.map(\.key) + (typeName == nil ? [] : ["_type"]))
            .map { "\"\($0)\"" }.joined(separator: ", ")
    }
}
