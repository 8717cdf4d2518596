import Subprocess
import SystemPackage
import TestSupport
import Testing

/// The program that shows one template.
@Suite("render-template")
struct RenderTemplateTests {
    private func render(
        _ files: [String: String], _ arguments: [String], input: String = ""
    ) async throws -> (output: String, error: String) {
        let folder = try TemplateFiles(files)
        defer { try? folder.remove() }
        let result = try await run(
            .path(FilePath(try BuiltProgram.path("render-template"))),
            arguments: .init(arguments), workingDirectory: FilePath(folder.folder),
            input: .string(input), output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        return (result.standardOutput, result.standardError)
    }

    private static let files = [
        "page.mustache": "Dear {{name}},\n{{>parts/end}}", "data.json": #"{"name": "Issa"}"#,
        "partials/parts/end.mustache": "yours.\n", "broken.json": "{\n  \"name\": \"Issa\",\n}",
    ]

    @Test("a template is shown with its data and partials")
    func shows() async throws {
        let result = try await render(Self.files, ["page.mustache", "data.json", "partials"])

        #expect(result.output == "Dear Issa,\nyours.\n")
        #expect(result.error.isEmpty)
    }

    @Test("a template or data may come from a pipe")
    func readsPipes() async throws {
        let template = try await render(
            Self.files, ["/dev/stdin", "data.json"], input: "Hello {{name}}")
        let data = try await render(
            Self.files, ["page.mustache", "/dev/stdin"], input: #"{"name": "Buson"}"#)

        #expect(template.output == "Hello Issa")
        #expect(data.output == "Dear Buson,\n")
    }

    @Test(
        "what cannot be shown is said",
        arguments: [
            (
                ["page.mustache", "broken.json"],
                "broken.json:3:1: this is not JSON: a name in quotes is missing"
            ),
            (["nowhere", "data.json"], "nowhere: this file cannot be read"),
            (["page.mustache", "data.json", "data.json"], "data.json: this folder cannot be read"),
            (["data.json", "partials"], "partials: this file cannot be read"),
        ])
    func says(arguments: [String], message: String) async throws {
        let result = try await render(Self.files, arguments)

        #expect(result.output.isEmpty)
        #expect(result.error.contains(message), "\(result.error)")
    }
}
