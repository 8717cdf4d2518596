import HTTPTypes

/// How the session's cookie is named and sent.
struct SessionCookie: Sendable {
    private let name: String
    private let attributes: String

    /// Names the cookie.
    ///
    /// Where the site is reached over TLS only, the name's prefix makes browsers
    /// refuse the cookie from any other host.
    init(isSecure: Bool) {
        name = isSecure ? "__Host-session" : "session"
        attributes = "; Path=/; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
    }

    /// Returns the token in a request's cookies, if this site signed it.
    ///
    /// A neighbouring site can add a cookie of the same name before ours, so each
    /// is tried.
    func token(in headers: HTTPFields, key: [UInt8]) -> SessionToken? {
        for header in headers[values: .cookie] {
            for pair in header.split(separator: ";") {
                let pair = pair.drop { $0 == " " }
                guard pair.hasPrefix(name), pair.dropFirst(name.count).first == "=" else {
                    continue
                }
                let value = pair.dropFirst(name.count + 1)
                if let token = SessionToken(cookie: value, key: key) { return token }
            }
        }
        return nil
    }

    /// Returns the header that gives the visitor `token`: for as long as the
    /// browser runs, or for `lifetime` seconds.
    func header(token: SessionToken, key: [UInt8], lifetime: Int?) -> String {
        let age = lifetime.map { "; Max-Age=\($0)" } ?? ""
        return "\(name)=\(token.cookie(key: key))\(attributes)\(age)"
    }

    /// The header that takes the cookie away.
    var removal: String { "\(name)=\(attributes); Max-Age=0" }
}
