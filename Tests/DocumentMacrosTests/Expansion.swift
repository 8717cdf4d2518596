import DocumentMacros
import SwiftDiagnostics
import SwiftParser
import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacroExpansion
import SwiftSyntaxMacros

/// What the macros made of a piece of source.
struct Expansion {
    let source: String
    let diagnostics: [String]

    /// The words on the buttons that the diagnostics offer.
    let remedies: [String]

    /// The text that each diagnostic points at.
    let places: [String]

    init(of text: String) {
        let file = Parser.parse(source: text)
        let context = BasicMacroExpansionContext(
            sourceFiles: [file: .init(moduleName: "Test", fullFilePath: "Test.swift")])
        var specs: [String: MacroSpec] = [
            "Document": MacroSpec(
                type: DocumentMacro.self,
                conformances: [
                    "DocumentMapper.Embedded", "DocumentMapper.Document",
                    "DocumentMapper.DocumentUnion",
                ]),
            "Embedded": MacroSpec(
                type: EmbeddedMacro.self, conformances: ["DocumentMapper.Embedded"]),
        ]
        for marker in ["Key", "Version", "Rules", "CreatedAt", "UpdatedAt", "DeletedAt", "Unknown"]
        {
            specs[marker] = MacroSpec(type: MarkerMacro.self)
        }
        let expanded = file.expand(macroSpecs: specs) { node in
            BasicMacroExpansionContext(
                sharingWith: context, lexicalContext: node.allMacroLexicalContexts())
        }
        source = String(expanded.description.drop(while: \.isNewline))
        diagnostics = context.diagnostics.map(\.message)
        remedies = context.diagnostics.flatMap { $0.fixIts.map(\.message.message) }
        places = context.diagnostics.map(\.node.trimmedDescription)
    }

    /// The trimmed lines of the expansion, so that a test of one does not depend
    /// on how the rest is laid out.
    var lines: [String] {
        source.split(separator: "\n").map { line in
            String(line.drop { $0 == " " })
        }
    }
}
