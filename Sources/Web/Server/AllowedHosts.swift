import HTTPTypes
import Hummingbird
import Synchronization

/// The names under which a site answers.
///
/// A request under any other name was led here by somebody else's name server (DNS
/// rebinding) or carries a made-up `Host`, which must not find its way into a link.
public struct AllowedHosts: Sendable {
    private enum Rule {
        case any
        case local
        case names([String])
    }

    /// Every name, as behind a front server that looks at them.
    public static let any = AllowedHosts(rule: .any)

    /// `localhost`, names below it, and addresses written as numbers: nobody's name
    /// server has a say in these.
    public static let local = AllowedHosts(rule: .local)

    /// The name that was let through last, which the next request mostly has, too.
    private final class Known: Sendable {
        private let name = Mutex("")

        func isLast(_ other: String) -> Bool { name.withLock { $0 == other } && other != "" }

        func remember(_ other: String) { name.withLock { $0 = other } }
    }

    private static let field = HTTPField.Name("Host")

    private let rule: Rule
    private let known = Known()

    /// Only these names; one that begins with a dot stands for all names below it.
    public init(names: [String]) {
        rule = .names(names.map { $0.lowercased() })
    }

    private init(rule: Rule) {
        self.rule = rule
    }

    /// The name of a public address such as `https://blog.example`, or the local ones.
    init(origin: String?) {
        if let origin, let host = HostName(url: origin) {
            self.init(names: [host.text])
        } else {
            self = .local
        }
    }

    /// Checks the name that a request was sent to.
    ///
    /// - Throws: `HTTPError(.badRequest)` if there is none or two, and
    ///   `HTTPError(.misdirectedRequest)` if it is another site's.
    func check(_ head: HTTPRequest) throws(HTTPError) {
        try Self.checkCount(head)
        if case .any = rule { return }
        guard let authority = head.authority else { throw Self.noSite }
        if known.isLast(authority) { return }
        guard let host = HostName(authority: authority) else { throw Self.noSite }
        guard allows(host) else {
            throw HTTPError(
                .misdirectedRequest, message: "There is no site of this name here.")
        }
        known.remember(authority)
    }

    /// Checks that a request names one site at most, whatever that is (RFC 9112 section 3.2).
    ///
    /// - Throws: `HTTPError(.badRequest)` if it names two.
    static func checkCount(_ head: HTTPRequest) throws(HTTPError) {
        // The first `Host` became the authority; a second one is still a field.
        if let field, head.headerFields.contains(field) { throw noSite }
    }

    private static var noSite: HTTPError {
        HTTPError(.badRequest, message: "The request names no site, or several.")
    }

    private func allows(_ host: HostName) -> Bool {
        switch rule {
        case .any: true
        case .local:
            host.isAddress || host.text == "localhost" || host.text.hasSuffix(".localhost")
        case .names(let names):
            names.contains {
                $0 == host.text || $0.hasPrefix(".") && host.text.hasSuffix($0)
            }
        }
    }
}
