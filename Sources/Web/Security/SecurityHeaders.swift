import HTTPTypes

/// The headers that tell a browser what pages of this site may do.
enum SecurityHeaders {
    private static let always: [(name: String, value: String)] = [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cross-Origin-Embedder-Policy", "require-corp"),
        ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
    ]

    /// Returns the headers; only a site that is reached over TLS says so.
    static func fields(_ settings: WebSettings) -> HTTPFields {
        var fields: HTTPFields = [.contentSecurityPolicy: settings.contentSecurityPolicy]
        for (name, value) in always {
            guard let name = HTTPField.Name(name) else { continue }
            fields[name] = value
        }
        if settings.isSecure {
            fields[.strictTransportSecurity] = settings.transportSecurity.value
        }
        return fields
    }
}
