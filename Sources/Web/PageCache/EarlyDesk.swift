import HTTPTypes
import NIOCore

/// What the handlers of all connections share that answer from the desk: everything that a
/// request passes on the slow way, in a form that costs nothing for each.
struct EarlyDesk: Sendable {
    let desk: PageDesk
    let gate: RequestGate
    /// How clients speak with the site, unless a front server tells otherwise.
    let scheme: String
    let limits: ConnectionLimits
    let journal: RequestJournal
    let date = DateField()

    /// The name of a request, which the client may have given.
    func requestID(_ given: Range<Int>?, in bytes: Span<UInt8>) -> String {
        RequestID.of(given.map { bytes.text($0) })
    }

    /// A page for a request that asks for nothing but a page.
    func page(
        for head: PlainHead, in bytes: Span<UInt8>, authority: [UInt8], isSecure: Bool,
        now: NIODeadline
    ) -> ReadyPage? {
        let path = bytes.extracting(head.path)
        var query: [UInt8] = []
        var language: String?
        if !head.query.isEmpty || desk.usesLanguages {
            guard let rule = desk.rule(at: bytes.text(head.path)),
                let canonical = PageQuery.canonical(bytes.extracting(head.query), rule)
            else { return nil }
            query = canonical
            language = rule.language(for: head.acceptLanguage.map { bytes.text($0) })
        }
        let key = PageKey(
            isSecure: isSecure, authority: authority, path: path, query: query,
            language: language)
        return desk.readyPage(key, now: now)
    }

    /// The site of a request as keys have it; `nil` if this one does not answer to that, or
    /// answers elsewhere.
    func site(
        _ host: String, _ sender: TrustedProxies.Sender
    ) -> (authority: [UInt8], isSecure: Bool)? {
        let scheme = sender.scheme ?? scheme
        let head = HTTPRequest(
            method: .get, scheme: scheme, authority: sender.host ?? host, path: "/")
        guard gate.admits(head, from: sender) else { return nil }
        return (Array((sender.host ?? host).lowercased().utf8), scheme == "https")
    }
}
