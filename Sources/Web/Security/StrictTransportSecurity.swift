/// How firmly browsers are told to use TLS only (RFC 6797).
public struct StrictTransportSecurity: Sendable {
    /// For how many seconds a browser remembers; two years unless told otherwise.
    public var maximumAge = 63_072_000

    /// Whether it holds for every name below the site's, too.
    public var includesSubdomains = false

    /// Whether browsers may carry the name in a list of their own, which is hard to undo.
    public var allowsPreloading = false

    /// Two years, for this name only.
    public init() {}

    var value: String {
        "max-age=\(maximumAge)" + (includesSubdomains ? "; includeSubDomains" : "")
            + (allowsPreloading ? "; preload" : "")
    }
}
