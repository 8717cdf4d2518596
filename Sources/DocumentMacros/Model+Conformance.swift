import SwiftSyntax
import SwiftSyntaxBuilder

extension Model {
    /// The extension that reads, writes and names the properties.
    func conformance(to protocols: [TypeSyntax]) throws -> ExtensionDeclSyntax {
        // Empty when the author wrote the conformance too.
        let clause =
            protocols.isEmpty
            ? "" : ": " + protocols.map(\.trimmedDescription).joined(separator: ", ")
        let members = [name, version, fields, reading, writing].compactMap { $0 }
        return try ExtensionDeclSyntax(
            """
            extension \(raw: type)\(raw: clause) {
            \(raw: members.joined(separator: "\n\n"))
            }
            """)
    }

    private var name: String? {
        collection.map { "    \(access)static let collection = \"\($0)\"" }
    }

    private var version: String? {
        guard let property = properties.first(where: \.isVersion) else { return nil }
        return """
                \(access)static let versionField: DocumentMapper.VersionField<\(type)>? =
                    DocumentMapper.VersionField("\(property.key)", \\\(type).\(property.name))
            """
    }

    private var fields: String {
        let lines = properties.map {
            "        \($0.access)let \($0.name) = DocumentMapper.Field(\"\($0.key)\", \\\(type).\($0.name))"
        }
        return """
                \(access)struct Fields: Sendable {
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
                "            \($0.name.trimmingBackticks): \($0.reading)"
            }
            body = """
                        self.init(
                \(arguments.joined(separator: ",\n"))
                        )
                """
        } else {
            body = properties.map { "        self.\($0.name) = \($0.reading)" }
                .joined(separator: "\n")
        }
        return """
                \(access)init(from reader: inout BSONReader) throws(BSONError) {
            \(body)
                }
            """
    }

    /// Writes the identifier first, where MongoDB keeps it.
    ///
    /// `self` tells a property called `writer` from the parameter.
    private var writing: String {
        let identifierFirst =
            properties.filter { $0.key == "_id" } + properties.filter { $0.key != "_id" }
        let lines = identifierFirst.map {
            "            writer.append(\"\($0.key)\", self.\($0.name))"
        }
        return """
                \(access)func write(to writer: inout BSONWriter) {
                    writer.document { writer in
            \(lines.joined(separator: "\n"))
                    }
                }
            """
    }
}
