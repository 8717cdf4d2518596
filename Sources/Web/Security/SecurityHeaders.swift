import HTTPTypes

/// The headers that tell a browser what pages of this site may do.
///
/// A handler that sets one of them itself keeps its own.
struct SecurityHeaders: Sendable {
    let fields: HTTPFields
    private let names: Set<HTTPField.Name>

    /// Prepares the headers; a site that is reached over TLS only says so.
    init(contentSecurityPolicy: String, transportSecurity: StrictTransportSecurity?) {
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
        fields[.strictTransportSecurity] = transportSecurity?.value
        self.fields = fields
        names = Set(fields.map(\.name))
    }

    /// Adds those of the headers that are not set.
    func apply(to headers: inout HTTPFields) {
        let hasSome = headers.contains { names.contains($0.name) }
        headers.reserveCapacity(headers.count + fields.count + 1)
        for field in fields where !hasSome || !headers.contains(field.name) {
            headers.append(field)
        }
    }
}
