package import FoundationEssentials

/// How a site is served.
public struct WebSettings: Sendable {
    /// What signs cookies and form tokens.
    public var secretKey: SecretKey

    /// Where readers reach the site, such as `https://blog.example`, or `nil` while
    /// it is tried out over plain HTTP under any name.
    public let origin: String?

    /// How long a request may take.
    public var requestDeadline: Duration = .seconds(30)

    /// How long a request may take once its handler has asked for files.
    public var uploadDeadline: Duration = .seconds(300)

    /// What a connection may cost.
    public var connections = ConnectionLimits()

    /// The names under which the site answers; without any, that of the origin or,
    /// while there is none, `localhost` and addresses in numbers.
    public var hosts: AllowedHosts?

    /// The front servers that say where a request comes from.
    public var proxies = TrustedProxies()

    /// What the site speaks TLS with, unless a front server does.
    public var tls: TLSContext?

    /// How firmly browsers are told to use TLS, if the origin does.
    public var transportSecurity = StrictTransportSecurity()

    /// How long visitors are remembered.
    public var sessions = SessionSettings()

    /// How often a password may be tried.
    public var signIn = SignInSettings()

    /// Who is told what the site does.
    public var observing = ObservingSettings()

    /// How much an ordinary form may bring.
    public var formLimits = FormLimits.standard

    /// Where uploads lie while their request lasts.
    public var uploadFolder = FileManager.default.temporaryDirectory.path

    /// How the files that a site is made of are served.
    public var files = FileSettings()

    /// Where pages are kept that are the same for every reader; nowhere without one.
    public var pages: PageCache?

    /// What pages may load, as a content security policy.
    public var contentSecurityPolicy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
        font-src 'self'; connect-src 'self'; media-src 'self'; manifest-src 'self'; \
        form-action 'self'; base-uri 'none'; frame-ancestors 'none'
        """

    /// The clock, for tests.
    package var now: @Sendable () -> Date = { Date() }

    /// Takes the settings that have no good default.
    public init(secretKey: SecretKey, origin: String? = nil) {
        self.secretKey = secretKey
        self.origin = origin.map { origin in
            origin.hasSuffix("/") ? String(origin.dropLast()).lowercased() : origin.lowercased()
        }
    }

    /// Whether readers reach the site over TLS only.
    public var isSecure: Bool { origin?.hasPrefix("https://") ?? false }
}
