import Configuration

/// Everything that can be set, by the name it has in the configuration.
///
/// As an environment variable and in a settings file, `inkstone.log.level` is
/// `INKSTONE_LOG_LEVEL`.
enum Setting: String, CaseIterable {
    case host = "inkstone.host"
    case port = "inkstone.port"
    case data = "inkstone.data"
    case url = "inkstone.url"
    case resources = "inkstone.resources"
    case theme = "inkstone.theme"
    case cache = "inkstone.cache"
    case favicon = "inkstone.favicon"
    case logLevel = "inkstone.log.level"
    case environment = "inkstone.environment"
    case secretKey = "inkstone.secret.key"
    case metricsToken = "inkstone.metrics.token"
    case tlsCertificate = "inkstone.tls.certificate"
    case tlsKey = "inkstone.tls.key"
    case http2 = "inkstone.http2"
    case redirectPort = "inkstone.redirect.port"
    case allowedHosts = "inkstone.allowed.hosts"
    case trustedProxies = "inkstone.trusted.proxies"
    case forwardedHeader = "inkstone.forwarded.header"
    case hstsSubdomains = "inkstone.hsts.subdomains"
    case hstsPreload = "inkstone.hsts.preload"
    case maxConnections = "inkstone.max.connections"
    case maxConnectionsPerAddress = "inkstone.max.connections.per.address"
    case mongoURI = "mongodb.uri"

    /// Its name as a variable.
    var name: String { rawValue.uppercased().replacing(".", with: "_") }

    /// Its place in the configuration.
    var key: AbsoluteConfigKey {
        AbsoluteConfigKey(rawValue.split(separator: ".").map(String.init))
    }

    /// Whether it may appear nowhere.
    var isSecret: Bool { [.secretKey, .metricsToken, .mongoURI].contains(self) }
}
