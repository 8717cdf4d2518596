import HTTPTypes
import Hummingbird

/// Every address of a site, and what is answered where there is none.
struct RoutingTable<Context: RequestContext>: Sendable {
    /// The addresses under a prefix at which nothing is.
    private struct Territory: Sendable {
        let parts: [Substring]
        let destination: Destination<Context>
    }

    private let endpoints: [Endpoint<Context>]
    private let trie: RouteTrie
    // The addresses without variable parts, which win over all others.
    private let literals: [String: Int]
    // The longest prefix first; the last one is the whole site.
    private let territories: [Territory]
    private let server: Destination<Context>

    /// Builds the table, in which what changes something must pass `check` first.
    ///
    /// - Throws: `Routes.Conflict`.
    init(
        _ routes: Routes<Context>,
        checkedBy check: some MiddlewareProtocol<Request, Response, Context>
    ) throws {
        if let conflict = routes.book.conflicts.first { throw conflict }
        var endpoints: [Endpoint<Context>] = []
        var trie = RouteTrie()
        var literals: [String: Int] = [:]
        let places = Dictionary(grouping: routes.book.entries) { $0.pattern.shape }
        for entries in places.values {
            guard let first = entries.first else { continue }
            trie.insert(endpoints.count, at: first.pattern)
            if first.pattern.isLiteral { literals[first.pattern.path(with: [])] = endpoints.count }
            endpoints.append(try Endpoint(entries, at: first, checkedBy: check))
        }
        self.endpoints = endpoints
        self.trie = trie
        self.literals = literals
        // Groups of the same prefix are answered for by the first, which is outermost.
        territories = routes.book.groups.enumerated().sorted { left, right in
            let depths = (left.element.prefix.segments.count, right.element.prefix.segments.count)
            return depths.0 != depths.1 ? depths.0 > depths.1 : left.offset < right.offset
        }.map { _, group in
            Territory(parts: group.prefix.literals, destination: Self.nothing(in: group))
        }
        server = Self.wholeServer(Set(routes.book.entries.map(\.method)), routes)
    }

    /// Returns what answers a request, and what stands for the variable parts of its address.
    func destination(
        of request: Request
    ) -> (destination: Destination<Context>, parameters: Parameters) {
        let path = request.uri.path
        if let number = literals[path] {
            return (endpoints[number].destination(for: request.method), Parameters())
        }
        if path == "*", request.method == .options { return (server, Parameters()) }
        let parts = Self.parts(of: path)
        let isCanonical = !parts.contains(where: \.isEmpty)
        if isCanonical, let match = trie.match(parts) {
            let endpoint = endpoints[match.number]
            return (
                endpoint.destination(for: request.method), endpoint.parameters(match.parameters)
            )
        }
        if request.method == .get || request.method == .head,
            let address = canonicalAddress(parts, of: path, query: request.uri.query)
        {
            let redirect = Destination<Context>(
                route: address.route,
                responder: CallbackResponder { _, _ in
                    Response(status: .permanentRedirect, headers: [.location: address.location])
                }, errors: [])
            return (redirect, Parameters())
        }
        return (nothing(at: parts), Parameters())
    }

    /// Where a request without an address goes.
    var nowhere: Destination<Context> { territories[territories.count - 1].destination }

    /// Returns the pattern and the rule of a page that may be kept.
    func keptRoute(at path: String) -> (String, PageRule)? {
        let parts = Self.parts(of: path)
        guard !parts.contains(where: \.isEmpty), let match = trie.match(parts),
            let rule = endpoints[match.number].rule
        else { return nil }
        return (endpoints[match.number].pattern.description, rule)
    }

    /// Whether any page may be kept.
    var keepsPages: Bool { endpoints.contains { $0.rule != nil } }

    /// Whether any of those can be had in several languages.
    var usesLanguages: Bool { endpoints.contains { $0.rule?.languages.isEmpty == false } }

    /// Returns the page that an address means that differs from its own only in
    /// slashes, in case or in needless escapes.
    ///
    /// It is written anew from the route and begins with one slash, so it leads to no
    /// other host whatever was sent.
    private func canonicalAddress(
        _ parts: [Substring], of path: String, query: String?
    ) -> (route: String, location: String)? {
        var decoded: [Substring] = []
        for part in parts where !part.isEmpty {
            guard let text = PercentEncoding.decode(part.utf8, plusIsSpace: false),
                text != ".", text != ".."
            else { return nil }
            decoded.append(text[...])
        }
        guard let match = trie.looseMatch(decoded), endpoints[match.number].hasPage else {
            return nil
        }
        let pattern = endpoints[match.number].pattern
        let address = pattern.path(with: match.parameters.map(String.init))
        guard address != path else { return nil }
        let location = query.map { "\(address)?\($0)" } ?? address
        return (pattern.description, LocalAddress.ascii(location))
    }

    private func nothing(at parts: [Substring]) -> Destination<Context> {
        territories.first { parts.starts(with: $0.parts) }?.destination ?? nowhere
    }

    private static func nothing(in group: Routes<Context>) -> Destination<Context> {
        Destination(
            route: nil,
            responder: group.behindMiddlewares(
                CallbackResponder { _, _ in throw HTTPError(.notFound) }),
            errors: group.errorHandlers)
    }

    /// Answers `OPTIONS *`, which asks about the server (RFC 9110, section 9.3.7).
    private static func wholeServer(
        _ methods: Set<HTTPRequest.Method>, _ routes: Routes<Context>
    ) -> Destination<Context> {
        let allow = methods.union([.options, .head]).map(\.rawValue).sorted()
            .joined(separator: ", ")
        return Destination(
            route: "*",
            responder: CallbackResponder { _, _ in
                Response(status: .noContent, headers: [.allow: allow])
            },
            errors: routes.errorHandlers)
    }

    // By byte, because a slash with a combining mark is still a slash.
    private static func parts(of path: String) -> [Substring] {
        guard path != "/" else { return [] }
        let parts = path.utf8.split(
            separator: UInt8(ascii: "/"), omittingEmptySubsequences: false
        ).map(Substring.init)
        return parts.first?.isEmpty == true ? Array(parts.dropFirst()) : parts
    }
}
