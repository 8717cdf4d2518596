import HTTPTypes

/// The cookie that carries a visitor's session token.
struct SessionCookie: Sendable {
    private let cookie: SiteCookie

    init(isSecure: Bool) {
        cookie = SiteCookie(name: "session", isSecure: isSecure)
    }

    /// Returns the token in a request's cookies, if this site signed it.
    func token(in headers: HTTPFields, key: [UInt8]) -> SessionToken? {
        cookie.values(in: headers).lazy.compactMap { SessionToken(cookie: $0, key: key) }.first
    }

    /// Returns the header that gives the visitor `token`: for as long as the
    /// browser runs, or for `lifetime` seconds.
    func header(token: SessionToken, key: [UInt8], lifetime: Int?) -> String {
        cookie.header(token.cookie(key: key), lifetime: lifetime)
    }

    /// The header that takes the cookie away.
    var removal: String { cookie.removal }
}
