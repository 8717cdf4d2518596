import FoundationEssentials
import Logging
import Web

/// The settings of `inkstone serve`: flags, then environment variables, then
/// defaults.
struct ServeSettings: Sendable {
    let host: String
    let port: Int
    let dataFolder: String
    let url: String?
    let resources: String
    let logLevel: Logger.Level
    let mongoURI: String?
    let secretKey: String?
    let isProduction: Bool
    let metricsToken: String?

    /// - Throws: ``StartProblem`` when a setting makes no sense.
    init(flags: Serve) throws {
        host = flags.host ?? ProcessEnvironment.value("INKSTONE_HOST") ?? "127.0.0.1"
        port =
            try flags.port ?? ServeSettings.port(ProcessEnvironment.value("INKSTONE_PORT")) ?? 8080
        dataFolder = ServeSettings.absolute(
            flags.data ?? ProcessEnvironment.value("INKSTONE_DATA") ?? "data")
        url = try ServeSettings.origin(flags.url ?? ProcessEnvironment.value("INKSTONE_URL"))
        resources =
            try flags.resources ?? ProcessEnvironment.value("INKSTONE_RESOURCES")
            ?? ServeSettings.findResources()
        logLevel = try ServeSettings.level(
            flags.logLevel ?? ProcessEnvironment.value("INKSTONE_LOG_LEVEL") ?? "notice")
        mongoURI = ProcessEnvironment.value("MONGODB_URI")
        secretKey = ProcessEnvironment.value("INKSTONE_SECRET_KEY")
        metricsToken = try ServeSettings.token(ProcessEnvironment.value("INKSTONE_METRICS_TOKEN"))
        isProduction = ProcessEnvironment.value("INKSTONE_ENVIRONMENT") == "production"
    }

    private static func port(_ text: String?) throws -> Int? {
        guard let text else { return nil }
        guard let port = UInt16(text) else {
            throw StartProblem("INKSTONE_PORT is '\(text)': give a number from 0 to 65535.")
        }
        return Int(port)
    }

    private static func origin(_ text: String?) throws -> String? {
        guard let text else { return nil }
        guard let url = URL(string: text), let scheme = url.scheme,
            ["http", "https"].contains(scheme),
            url.host() != nil
        else {
            throw StartProblem(
                "the public address is '\(text)': give one such as https://blog.example.")
        }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    private static func token(_ text: String?) throws -> String? {
        guard let text else { return nil }
        guard text.utf8.count >= 16 else {
            throw StartProblem(
                "INKSTONE_METRICS_TOKEN is too short: make one with `openssl rand -hex 32`.")
        }
        return text
    }

    private static func level(_ text: String) throws -> Logger.Level {
        guard let level = Logger.Level(rawValue: text.lowercased()) else {
            throw StartProblem(
                "the log level is '\(text)': give one of "
                    + Logger.Level.allCases.map(\.rawValue).joined(separator: ", ") + ".")
        }
        return level
    }

    private static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }

    /// The folder with the templates: this one, or one of those above the
    /// executable (`.build/release/inkstone` lies within the project).
    private static func findResources() throws -> String {
        var candidates = [FileManager.default.currentDirectoryPath]
        var folder = URL(filePath: Executable.path).deletingLastPathComponent()
        for _ in 0..<5 {
            candidates.append(folder.path())
            folder.deleteLastPathComponent()
        }
        let found = candidates.first {
            FileManager.default.fileExists(atPath: $0 + "/templates/layout.mustache")
        }
        guard let found else {
            throw StartProblem(
                "the page templates are not to be found: start in the project's folder, "
                    + "or name the folder that holds them with --resources.")
        }
        return found
    }
}
