import FoundationEssentials
import Logging
import Web

/// The settings of `inkstone serve`, understood.
struct ServeSettings: Sendable {
    /// Where a certificate and its key lie.
    struct Certificate: Sendable {
        let certificate: String
        let key: String
    }

    let host: String
    let port: Int
    let dataFolder: String
    let url: String?
    let resources: String
    let theme: String?
    /// The store of the cache, as text that names it.
    let cache: String
    let rootFiles: RootFiles
    let logLevel: Logger.Level
    let mongoURI: String?
    let secretKey: String?
    let isProduction: Bool
    let isDevelopment: Bool
    let metricsToken: String?
    let certificate: Certificate?
    let offersHTTP2: Bool
    let redirectPort: Int?
    let hosts: AllowedHosts?
    let answersToAnyName: Bool
    let proxies: TrustedProxies
    let transportSecurity: StrictTransportSecurity
    let connections: ConnectionLimits
    let settingsFile: String?

    /// - Throws: ``StartProblem`` when a setting makes no sense.
    init(_ source: SettingsSource) throws {
        settingsFile = source.file
        host = source[.host] ?? "127.0.0.1"
        port = try Self.port(.port, source) ?? 8080
        dataFolder = Self.absolute(source[.data] ?? "data")
        url = try Self.origin(source[.url])
        resources = try source[.resources] ?? Self.findResources()
        theme = source[.theme].map(Self.absolute)
        cache = source[.cache] ?? "memory"
        rootFiles = try Self.rootFiles(source)
        logLevel = try Self.level(source[.logLevel] ?? "notice")
        mongoURI = source[.mongoURI]
        secretKey = source[.secretKey]
        metricsToken = try Self.token(source[.metricsToken])
        let environment = source[.environment]
        guard [nil, "production", "development"].contains(environment) else {
            throw StartProblem(
                "\(Setting.environment.name) is '\(environment ?? "")': give production or "
                    + "development, or leave it out.")
        }
        isProduction = environment == "production"
        isDevelopment = environment == "development"
        certificate = try Self.certificate(source, url: url)
        offersHTTP2 = try Self.isOn(.http2, source, unlessSet: true)
        redirectPort = try Self.port(.redirectPort, source)
        let names = Self.list(.allowedHosts, source)
        answersToAnyName = names.contains("*")
        hosts = names.isEmpty ? nil : answersToAnyName ? .any : AllowedHosts(names: names)
        proxies = try Self.proxies(source)
        var security = StrictTransportSecurity()
        security.includesSubdomains = try Self.isOn(.hstsSubdomains, source, unlessSet: false)
        security.allowsPreloading = try Self.isOn(.hstsPreload, source, unlessSet: false)
        transportSecurity = security
        var limits = ConnectionLimits()
        limits.connections = try Self.count(.maxConnections, source) ?? limits.connections
        limits.connectionsPerAddress =
            try Self.count(.maxConnectionsPerAddress, source) ?? limits.connectionsPerAddress
        connections = limits
    }

    private static func port(_ setting: Setting, _ source: SettingsSource) throws -> Int? {
        guard let text = source[setting] else { return nil }
        guard let port = UInt16(text) else {
            throw StartProblem("\(setting.name) is '\(text)': give a number from 0 to 65535.")
        }
        return Int(port)
    }

    private static func count(_ setting: Setting, _ source: SettingsSource) throws -> Int? {
        guard let text = source[setting] else { return nil }
        guard let count = Int(text), count > 0 else {
            throw StartProblem("\(setting.name) is '\(text)': give a number from 1 up.")
        }
        return count
    }

    private static func isOn(
        _ setting: Setting, _ source: SettingsSource, unlessSet standard: Bool
    ) throws -> Bool {
        switch source[setting]?.lowercased() {
        case nil: standard
        case "yes", "true", "on", "1": true
        case "no", "false", "off", "0": false
        case .some(let text): throw StartProblem("\(setting.name) is '\(text)': give yes or no.")
        }
    }

    private static func list(_ setting: Setting, _ source: SettingsSource) -> [String] {
        (source[setting] ?? "").split { $0 == "," || $0.isWhitespace }.map(String.init)
    }

    private static func proxies(_ source: SettingsSource) throws -> TrustedProxies {
        let ranges = try list(.trustedProxies, source).map { text in
            guard let range = AddressRange(text) else {
                throw StartProblem(
                    "\(Setting.trustedProxies.name) has '\(text)': give addresses such as "
                        + "127.0.0.1 or 10.0.0.0/8.")
            }
            return range
        }
        switch source[.forwardedHeader]?.lowercased() {
        case nil, "x-forwarded": return TrustedProxies(ranges)
        case "forwarded": return TrustedProxies(ranges, header: .forwarded)
        case .some(let text):
            throw StartProblem(
                "\(Setting.forwardedHeader.name) is '\(text)': give x-forwarded or forwarded.")
        }
    }

    private static func rootFiles(_ source: SettingsSource) throws -> RootFiles {
        switch source[.favicon]?.lowercased() {
        case nil, "direct": return .served
        case "redirect": return .redirected
        case .some(let text):
            throw StartProblem(
                "\(Setting.favicon.name) is '\(text)': give direct or redirect.")
        }
    }

    private static func certificate(
        _ source: SettingsSource, url: String?
    ) throws -> Certificate? {
        guard source[.tlsCertificate] != nil || source[.tlsKey] != nil else { return nil }
        guard let certificate = source[.tlsCertificate], let key = source[.tlsKey] else {
            throw StartProblem(
                "a certificate needs its key, and a key its certificate: give both "
                    + "--tls-certificate and --tls-key.")
        }
        guard url?.hasPrefix("https://") ?? false else {
            throw StartProblem(
                "a site with a certificate has an address of its own: give one such as "
                    + "--url https://blog.example.")
        }
        return Certificate(certificate: absolute(certificate), key: absolute(key))
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
