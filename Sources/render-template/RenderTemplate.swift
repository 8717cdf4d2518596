import ArgumentParser
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

    /// More than any template, or data worth showing in one.
    private static let maximumSize = 256 << 20

    func run() throws {
        let library =
            try partials.map { try TemplateLibrary(folder: $0) } ?? TemplateLibrary(sources: [:])
        let template = try TextTemplate(
            contents: try contents(of: template), file: template, partials: library)
        let data = try JSONValue(contents: try contents(of: data), file: data)
        _ = try FileDescriptor.standardOutput.writeAll(try template.render(data))
    }

    /// Reads a file to its end, also if it is a pipe such as `/dev/stdin`.
    private func contents(of file: String) throws -> [UInt8] {
        do {
            let descriptor = try FileDescriptor.open(FilePath(file), .readOnly)
            return try descriptor.closeAfter {
                var contents: [UInt8] = []
                var part = [UInt8](repeating: 0, count: 1 << 16)
                while contents.count <= Self.maximumSize {
                    let count = try unsafe part.withUnsafeMutableBytes {
                        try unsafe descriptor.read(into: $0)
                    }
                    guard count > 0 else { return contents }
                    contents.append(contentsOf: part[..<count])
                }
                throw ValidationError("\(file): this file is too large")
            }
        } catch let error as Errno {
            throw ValidationError("\(file): this file cannot be read: \(error)")
        }
    }
}
