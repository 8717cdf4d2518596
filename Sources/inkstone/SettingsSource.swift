import Configuration
import FoundationEssentials
import SystemPackage

/// Where settings come from: flags, else environment variables, else the settings file.
struct SettingsSource: Sendable {
    /// The settings file, if there is one.
    let file: String?

    private let reader: ConfigReader

    /// Reads the file that the flags or `INKSTONE_SETTINGS` name: lines such as
    /// `INKSTONE_PORT=8080`; what begins with `#` is a comment.
    ///
    /// - Throws: ``StartProblem`` if it cannot be read or names what is no setting.
    init(flags: [Setting: String], file: String?) async throws {
        let environment = ProcessInfo.processInfo.environment.filter { !$0.value.isEmpty }
        self.file = file ?? environment["INKSTONE_SETTINGS"]
        let values = flags.map { ($0.key.key, ConfigValue(.string($0.value), isSecret: false)) }
        var providers: [any ConfigProvider] = [
            InMemoryProvider(values: Dictionary(uniqueKeysWithValues: values)),
            EnvironmentVariablesProvider(environmentVariables: environment),
        ]
        if let file = self.file {
            try Self.checkNames(in: file)
            do {
                providers.append(
                    try await EnvironmentVariablesProvider(environmentFilePath: FilePath(file)))
            } catch {
                throw Self.unreadable(file)
            }
        }
        reader = ConfigReader(providers: providers)
    }

    /// The value of a setting; an empty one counts as unset, as in
    /// `MONGODB_URI= make run`.
    subscript(_ setting: Setting) -> String? {
        let value = reader.string(
            forKey: ConfigKey(setting.key.components), isSecret: setting.isSecret)
        return value.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A misspelt name would be a setting that is silently not made.
    private static func checkNames(in file: String) throws {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw unreadable(file)
        }
        let lines = String(decoding: data, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let text = line.drop { $0.isWhitespace }
            guard let first = text.first, first != "#" else { continue }
            let name = text.prefix { $0 != "=" && !$0.isWhitespace }
            guard text.contains("="), Setting.allCases.contains(where: { $0.name == name }) else {
                throw StartProblem(
                    "line \(index + 1) of \(file) is no setting: write one such as "
                        + "INKSTONE_PORT=8080, or a comment that begins with #.")
            }
        }
    }

    private static func unreadable(_ file: String) -> StartProblem {
        StartProblem("the settings file \(file) cannot be read.")
    }
}
