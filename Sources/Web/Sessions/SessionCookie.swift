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

    /// The name that it goes by.
    var name: String { cookie.name }

    /// Whether a `Cookie` field has a cookie of a name, whatever its value.
    ///
    /// Whoever sends one is not asked whether it is still good: what is shown to everyone is
    /// for those who bring none.
    static func isNamed(_ name: [UInt8], in field: Span<UInt8>) -> Bool {
        var position = 0
        while position < field.count {
            while position < field.count, field[position] == 0x20 || field[position] == 0x09 {
                position += 1
            }
            let end = position + name.count
            if end < field.count, field[end] == UInt8(ascii: "="),
                field.extracting(position..<end).holds(name)
            {
                return true
            }
            while position < field.count, field[position] != UInt8(ascii: ";") { position += 1 }
            position += 1
        }
        return false
    }

    /// Returns the header that gives the visitor `token`: for as long as the
    /// browser runs, or for `lifetime` seconds.
    func header(token: SessionToken, key: [UInt8], lifetime: Int?) -> String {
        cookie.header(token.cookie(key: key), lifetime: lifetime)
    }

    /// The header that takes the cookie away.
    var removal: String { cookie.removal }
}
