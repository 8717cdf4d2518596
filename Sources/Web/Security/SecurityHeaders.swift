import HTTPTypes
import Hummingbird

/// The headers that tell a browser what pages of this site may do.
///
/// A handler that sets one of them itself keeps its own.
struct SecurityHeaders: Sendable {
    private let fields: HTTPFields

    /// Prepares the headers; a site that is reached over TLS only says so.
    init(contentSecurityPolicy: String, isSecure: Bool) {
        var fields: HTTPFields = [
            .contentSecurityPolicy: contentSecurityPolicy,
            .xContentTypeOptions: "nosniff",
        ]
        let others: [(String, String)] = [
            ("Referrer-Policy", "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cross-Origin-Embedder-Policy", "require-corp"),
            (
                "Permissions-Policy",
                "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
            ),
        ]
        for (name, value) in others {
            guard let name = HTTPField.Name(name) else { continue }
            fields[name] = value
        }
        if isSecure { fields[.strictTransportSecurity] = "max-age=63072000" }
        self.fields = fields
    }

    /// Adds to `response` the headers it does not have.
    func apply(to response: inout Response) {
        for field in fields where !response.headers.contains(field.name) {
            response.headers.append(field)
        }
    }
}
