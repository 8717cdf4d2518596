import SwiftDiagnostics
import SwiftParser
import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacroExpansion
import SwiftSyntaxMacros
import TemplateMacros

/// What the macros made of a piece of source.
struct Expansion {
    let source: String
    let diagnostics: [String]

    /// The text that each diagnostic points at.
    let places: [String]

    init(of text: String) {
        let file = Parser.parse(source: text)
        let context = BasicMacroExpansionContext(
            sourceFiles: [file: .init(moduleName: "Test", fullFilePath: "Test.swift")])
        let specs = [
            "TemplateData": MacroSpec(
                type: TemplateDataMacro.self, conformances: ["Templates.TemplateData"]),
            "NotShown": MacroSpec(type: NotShownMacro.self),
        ]
        let expanded = file.expand(macroSpecs: specs) { node in
            BasicMacroExpansionContext(
                sharingWith: context, lexicalContext: node.allMacroLexicalContexts())
        }
        source = String(expanded.description.drop(while: \.isNewline))
        diagnostics = context.diagnostics.map(\.message)
        places = context.diagnostics.map(\.node.trimmedDescription)
    }

    /// The names that templates may use.
    var names: [String] {
        source.split(separator: "\n").compactMap { line in
            line.contains("fields.add(") ? String(line.split(separator: "\"")[1]) : nil
        }
    }
}
