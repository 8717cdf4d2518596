import HTTPTypes
import Hummingbird

/// What every request passes before anything else is done for it.
struct RequestGate: Sendable {
    /// Where who watches the site asks: under any name, for it may know none.
    private static let openPaths = ["/healthz", "/readyz", "/metrics"]

    private let hosts: AllowedHosts
    private let proxies: TrustedProxies
    private let secureOrigin: String?
    private let targetBytes: Int

    init(_ settings: WebSettings) {
        hosts = settings.hosts ?? AllowedHosts(origin: settings.origin)
        proxies = settings.proxies
        secureOrigin = settings.isSecure ? settings.origin : nil
        targetBytes = settings.connections.targetBytes
    }

    /// Tells who sent a request, and gives it the name that it was sent to.
    func receive(
        _ request: Request, from peer: String?
    ) -> (request: Request, sender: TrustedProxies.Sender) {
        let sender = proxies.sender(of: request.headers, from: peer)
        guard sender.host != nil || sender.scheme != nil else { return (request, sender) }
        var head = request.head
        if let host = sender.host { head.authority = host }
        if let scheme = sender.scheme { head.scheme = scheme }
        return (Request(head: head, body: request.body), sender)
    }

    /// Whether a peer's word about who sent a request is taken.
    func trusts(_ peer: String?) -> Bool {
        peer.flatMap { IPAddress($0) }.map(proxies.contains) ?? false
    }

    /// Tells who sent a request with these fields.
    func sender(of fields: HTTPFields, from peer: String?) -> TrustedProxies.Sender {
        proxies.sender(of: fields, from: peer)
    }

    /// Whether a request for a page would be let through, and not led elsewhere.
    func admits(_ head: HTTPRequest, from sender: TrustedProxies.Sender) -> Bool {
        (try? hosts.check(head)) != nil && !(sender.scheme == "http" && secureOrigin != nil)
    }

    /// Lets a request through, or answers it with a better address.
    ///
    /// - Throws: `HTTPError` if its target is too long or names another site.
    func check(_ request: Request, from sender: TrustedProxies.Sender) throws -> Response? {
        guard request.head.path?.utf8.count ?? 0 <= targetBytes else {
            throw HTTPError(.uriTooLong)
        }
        try AllowedHosts.checkCount(request.head)
        guard !Self.openPaths.contains(request.uri.path) else { return nil }
        try hosts.check(request.head)
        guard sender.scheme == "http", let secureOrigin else { return nil }
        return Response(
            status: .permanentRedirect,
            headers: [.location: secureOrigin + (request.head.path ?? "/")])
    }
}
