import ArgumentParser
import SystemPackage

/// Says what is unsafe about the settings.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List every unsafe setting with what to do; fail if there is one.",
        discussion: """
            Takes the same options, variables and settings file as `inkstone serve`, and judges \
            them as those of a site on the open internet. Nothing is changed; the database is \
            asked what it is.
            """)

    @OptionGroup var options: ServeOptions

    func run() async throws {
        let findings = try await inspect()
        guard !findings.isEmpty else { return say("Nothing unsafe was found.") }
        say(findings.map(\.description).joined(separator: "\n\n"))
        say("\n\(findings.count) to mend.")
        throw ExitCode.failure
    }

    private func inspect() async throws -> [Finding] {
        do {
            let settings = try ServeSettings(try await options.source())
            let database = await DatabaseInspection(uri: settings.mongoURI).findings()
            return Inspection(settings: settings).findings + database
        } catch let problem as StartProblem {
            try problem.exit()
        }
    }

    private func say(_ text: String) {
        _ = try? FileDescriptor.standardOutput.writeAll("\(text)\n".utf8)
    }
}
