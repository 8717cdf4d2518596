import HTTPTypes
import Hummingbird

/// A request for a page that may be kept, with nothing left but what its rule names.
struct PageRequest: Sendable {
    let key: PageKey
    let rule: PageRule
    /// What the page is made from.
    let head: HTTPRequest

    /// Reads a request that came the slow way; `nil` if it asks for more than a page that
    /// is the same for everyone.
    init?(_ request: Request, rule: PageRule, sessionCookie: [UInt8]) {
        let fields = request.headers
        guard request.method == .get || request.method == .head,
            Self.personal.allSatisfy({ !fields.contains($0) }),
            !fields[values: .cookie].contains(where: {
                SessionCookie.isNamed(sessionCookie, in: $0.utf8.span)
            }),
            let target = request.head.path
        else { return nil }
        let bytes = target.utf8.span
        let question = bytes.firstIndex(of: UInt8(ascii: "?")) ?? bytes.count
        self.init(
            isSecure: request.head.scheme == "https",
            authority: Array((request.head.authority ?? "").lowercased().utf8),
            path: bytes.extracting(0..<question),
            query: bytes.extracting(min(question + 1, bytes.count)..<bytes.count), rule: rule,
            language: rule.language(for: fields.list(.acceptLanguage)))
    }

    /// Joins what a page depends on; `nil` if the query is ambiguous.
    init?(
        isSecure: Bool, authority: [UInt8], path: Span<UInt8>, query: Span<UInt8>,
        rule: PageRule, language: String?
    ) {
        guard let query = PageQuery.canonical(query, rule) else { return nil }
        self.rule = rule
        key = PageKey(
            isSecure: isSecure, authority: authority, path: path, query: query,
            language: language)
        var target = path.text(path.indices)
        if !query.isEmpty { target += "?" + String(decoding: query, as: UTF8.self) }
        head = HTTPRequest(
            method: .get, scheme: isSecure ? "https" : "http",
            authority: String(decoding: authority, as: UTF8.self), path: target,
            headerFields: language.map { [.acceptLanguage: $0] } ?? [:])
    }

    /// What makes an answer somebody's own, or is no simple reading.
    private static let personal: [HTTPField.Name] = [
        .authorization, .contentLength, .transferEncoding, .expect,
    ]
}
