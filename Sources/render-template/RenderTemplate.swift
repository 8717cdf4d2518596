import ArgumentParser
import FoundationEssentials
import SystemPackage
import Templates

/// Shows a template with data from a JSON file.
@main
struct RenderTemplate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render-template",
        abstract: "Render a Mustache template with the data of a JSON file.",
        discussion: """
            The result is written to standard output, to the byte. Names and partials that do \
            not exist are empty, as Mustache's specification says.
            """)

    @Argument(help: "The template's file.")
    var template: String

    @Argument(help: "The file with the data, as JSON.")
    var data: String

    @Argument(help: "The folder with the partials: NAME.mustache, also in folders within.")
    var partials: String?

    func run() throws {
        let library =
            try partials.map { try TemplateLibrary(folder: $0) } ?? TemplateLibrary(sources: [:])
        let template = try TextTemplate(file: template, partials: library)
        _ = try FileDescriptor.standardOutput.writeAll(try template.render(try json()))
    }

    private func json() throws -> JSONValue {
        guard let bytes = FileManager.default.contents(atPath: data) else {
            throw ValidationError("\(data): this file cannot be read")
        }
        do {
            return try JSONDecoder().decode(JSONValue.self, from: bytes)
        } catch {
            throw ValidationError("\(data): this is not JSON: \(error)")
        }
    }
}
