import HTTPTypes
import Hummingbird

/// Decides whether a request that changes something came from the site's own form.
///
/// Both proofs are demanded. Where the browser says the request was made comes first:
/// it costs nothing and a foreign page cannot change it. Not every browser says so;
/// the token is always asked for.
struct RequestForgeryCheck: Sendable {
    private static let fetchSite = HTTPField.Name("Sec-Fetch-Site")

    /// The site's own origin, or `nil` if any host will do that the request names.
    let origin: String?

    /// Tells whether requests of this kind need no check.
    static func isSafe(_ method: HTTPRequest.Method) -> Bool {
        [.get, .head, .options, .trace].contains(method)
    }

    /// Checks where a browser says the request was made.
    ///
    /// - Returns: Whether it says that it was made on a page of this site.
    func checkSource(_ request: Request) throws(ForgedRequest) -> Bool {
        var isSaid = false
        if let name = Self.fetchSite, let site = request.headers[name] {
            guard site == "same-origin" || site == "none" else {
                throw ForgedRequest(reason: "Sec-Fetch-Site is not same-origin")
            }
            isSaid = site == "same-origin"
        }
        if let sent = request.headers[.origin] {
            guard isOwn(sent, host: request.head.authority) else {
                throw ForgedRequest(reason: "Origin is another site")
            }
            isSaid = true
        }
        return isSaid
    }

    private func isOwn(_ sent: String, host: String?) -> Bool {
        if let origin { return sent.lowercased() == origin }
        guard let host, let scheme = sent.firstRange(of: "://") else { return false }
        return sent[scheme.upperBound...].lowercased() == host.lowercased()
    }

    /// Checks the token, in the header or else in the form's first field.
    func checkToken(
        _ request: Request, form: FormReader, session: Session
    ) async throws {
        guard session.hasCookie else { throw ForgedRequest(reason: "no session cookie") }
        let header = FormToken.headerName.flatMap { request.headers[$0] }
        let token: String?
        if let header {
            token = header
        } else {
            token = try await form.token()
        }
        guard let token else { throw ForgedRequest(reason: "no form token") }
        guard await session.accepts(formToken: token) else {
            throw ForgedRequest(reason: "wrong form token")
        }
    }
}
