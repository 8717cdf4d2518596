import ArgumentParser

/// The flags that say how the blog is served.
struct ServeOptions: ParsableArguments {
    @Option(help: "A file with settings, a line such as INKSTONE_PORT=8080 for each.")
    var settings: String?

    @Option(help: "The address to listen at.")
    var host: String?

    @Option(help: "The port to listen at; 0 takes a free one.")
    var port: Int?

    @Option(help: "The folder where the blog keeps its data.")
    var data: String?

    @Option(help: "The public address, such as https://blog.example: turns on secure cookies.")
    var url: String?

    @Option(help: "The folder that holds `templates` and `static`.")
    var resources: String?

    @Option(help: "A folder whose `templates` take the place of those of the same name.")
    var theme: String?

    @Option(
        help: """
            Where pages are kept that were made: memory, memory:256MB, sqlite:FILE, \
            memcached://HOST,HOST:PORT, memcached+discovery://HOST:PORT, tiered: before one \
            of the last three, or null.
            """)
    var cache: String?

    @Option(help: "How much is logged: debug, info, notice, warning, error.")
    var logLevel: String?

    @Option(help: "The certificate to speak TLS with, and its chain, as PEM.")
    var tlsCertificate: String?

    @Option(help: "The certificate's key, as PEM.")
    var tlsKey: String?

    /// Where the settings come from, these flags first.
    ///
    /// - Throws: ``StartProblem`` if the settings file is no good.
    func source() async throws -> SettingsSource {
        let flags: [(Setting, String?)] = [
            (.host, host), (.port, port.map(String.init)), (.data, data), (.url, url),
            (.resources, resources), (.theme, theme), (.cache, cache), (.logLevel, logLevel),
            (.tlsCertificate, tlsCertificate),
            (.tlsKey, tlsKey),
        ]
        let given = flags.compactMap { setting, value in value.map { (setting, $0) } }
        return try await SettingsSource(
            flags: Dictionary(uniqueKeysWithValues: given), file: settings)
    }
}
