import MacroPlugin
import SwiftDiagnostics
import SwiftSyntax
import SwiftSyntaxBuilder

/// An enum whose cases each hold a document of one collection.
struct DocumentChoice {
    private let type: String
    private let access: String
    private let collection: String
    private let variants: [(name: String, model: String)]

    /// The case that holds documents of every other type, if there is one.
    private let unknown: (name: String, model: String)?

    /// Reads a declaration, or says what is wrong with it.
    init?(_ declaration: EnumDeclSyntax, collection: String, report: (Diagnostic) -> Void) {
        var found: [(name: String, model: String)] = []
        for member in declaration.memberBlock.members {
            guard let cases = member.decl.as(EnumCaseDeclSyntax.self) else { continue }
            for element in cases.elements {
                let parameters = element.parameterClause?.parameters.map { $0 } ?? []
                guard parameters.count == 1, parameters[0].firstName == nil else {
                    report(
                        Diagnostic(
                            "each case of a collection's enum holds one document, as in 'case photo(Photo)'",
                            at: element))
                    return nil
                }
                found.append((element.name.text, parameters[0].type.trimmedDescription))
            }
        }
        let isUnknown = { (variant: (name: String, model: String)) in
            variant.model.split(separator: ".").last?.hasPrefix("UnknownDocument") == true
        }
        variants = found.filter { !isUnknown($0) }
        unknown = found.first(where: isUnknown)
        guard !variants.isEmpty else {
            report(
                Diagnostic(
                    "each case of a collection's enum holds one document, as in 'case photo(Photo)'",
                    at: declaration.name))
            return nil
        }
        type = declaration.name.text
        access = declaration.modifiers.accessPrefix
        self.collection = collection
    }

    /// What reads the documents, and reaches what each of them holds.
    var members: [DeclSyntax] {
        [
            "\(access)static let collection = \"\(collection)\"",
            """
            \(access)static let models: [any DocumentMapper.Document.Type] = \
            [\(variants.map { "\($0.model).self" }.joined(separator: ", "))]
            """,
            "\(access)static let readsOthers = \(unknown != nil)",
            "\(access)typealias ID = \(variants[0].model).ID", fields,
            "\(access)static let fields = Fields()", identifier, document, reading,
        ].map { "\(raw: $0)" }
    }

    private var fields: String {
        """
        \(access)nonisolated final class Fields: Sendable {
            \(access)let id = DocumentMapper.Field<\(type), ID>("_id")
            \(access)let _type = DocumentMapper.Field<\(type), String>("_type")
        }
        """
    }

    private var all: [(name: String, model: String)] { variants + [unknown].compactMap { $0 } }

    private var identifier: String {
        """
        \(access)var id: ID {
            switch self {
        \(all.map { "    case .\($0.name)(let document): document.id" }.joined(separator: "\n"))
            }
        }
        """
    }

    private var document: String {
        let setting = all.map {
            "        case let document as \($0.model): self = .\($0.name)(document)"
        }
        return """
            \(access)var document: any DocumentMapper.Document {
                get {
                    switch self {
            \(all.map { "        case .\($0.name)(let document): document" }.joined(separator: "\n"))
                    }
                }
                set {
                    switch newValue {
            \(setting.joined(separator: "\n"))
                    default: break
                    }
                }
            }
            """
    }

    private var reading: String {
        var lines = variants.map {
            "    case \($0.model).typeName: self = .\($0.name)(try \($0.model)(from: &reader))"
        }
        lines.append(
            unknown.map { "    default: self = .\($0.name)(try \($0.model)(from: &reader))" }
                ?? "    default: throw BSONError(.unexpectedValue(expected: \"type of \(type)\"), path: \"_type\")"
        )
        return """
            \(access)init(from reader: inout BSONReader) throws(BSONError) {
                switch try reader.value("_type", as: String.self) {
            \(lines.joined(separator: "\n"))
                }
            }
            """
    }
}
