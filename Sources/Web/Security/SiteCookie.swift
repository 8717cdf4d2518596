import HTTPTypes

/// A cookie for this host alone, which scripts cannot read: its name, and how it is sent.
///
/// Where the site is reached over TLS only, the name's prefix makes browsers refuse
/// the cookie from any other host (RFC 6265bis, section 4.1.3.2).
struct SiteCookie: Sendable {
    /// What it is called.
    let name: String
    private let attributes: String

    init(name: String, isSecure: Bool) {
        self.name = isSecure ? "__Host-" + name : name
        attributes = "; Path=/; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
    }

    /// Returns every value that came under the name.
    ///
    /// A neighbouring site can add a cookie of the same name before ours, so there may
    /// be several.
    func values(in headers: HTTPFields) -> [Substring] {
        headers[values: .cookie].flatMap { $0.split(separator: ";") }.compactMap { pair in
            let pair = pair.drop { $0 == " " }
            guard pair.hasPrefix(name), pair.dropFirst(name.count).first == "=" else { return nil }
            return pair.dropFirst(name.count + 1)
        }
    }

    /// Returns the `Set-Cookie` header for a value that is kept as long as the browser
    /// runs, or for `lifetime` seconds.
    func header(_ value: String, lifetime: Int?) -> String {
        "\(name)=\(value)\(attributes)" + (lifetime.map { "; Max-Age=\($0)" } ?? "")
    }

    /// The `Set-Cookie` header that takes the cookie away.
    var removal: String { header("", lifetime: 0) }
}
