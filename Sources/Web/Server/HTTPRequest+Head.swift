import HTTPTypes
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// The head of a request that servers could read in different ways.
///
/// One of them would take for a request what another takes for a body, or for another site's
/// what it keeps for this one: requests can be hidden so.
struct AmbiguousHead: Error {}

extension HTTPRequest {
    /// Reads a head that came by `http`, or over TLS by `https`.
    ///
    /// - Throws: `HTTP1TypeConversionError` if the method is none, and ``AmbiguousHead`` if it
    ///   names no site, or does not clearly say where the body ends.
    init(reading head: HTTPRequestHead, scheme: String) throws {
        let method: HTTPRequest.Method
        switch head.method {
        case .GET: method = .get
        case .HEAD: method = .head
        case .POST: method = .post
        default: method = try HTTPRequest.Method(head.method)
        }
        var fields = HTTPFields()
        fields.reserveCapacity(head.headers.count)
        var authority: String?
        for (name, value) in head.headers {
            if authority == nil, name.utf8.count == 4, name.lowercased() == "host" {
                authority = value
            } else if let name = HTTPField.Name(name) {
                fields.append(HTTPField(name: name, value: value))
            }
        }
        let isOld = head.version != .http1_1
        // RFC 9112 section 3.2.
        guard isOld || authority != nil else { throw AmbiguousHead() }
        // Of the codings only this one is known here, and not by what came before 1.1
        // (RFC 9112 section 6.1).
        if let coding = fields[.transferEncoding] {
            guard !isOld, coding.lowercased() == "chunked" else { throw AmbiguousHead() }
        }
        if isOld {
            // It knows no chunks, mostly no second request, and waits for no 100 Continue
            // (RFC 9110 section 10.1.1).
            fields.append(HTTPField(name: .connection, value: "close"))
            fields[.expect] = nil
        }
        let target = Self.parts(of: head.uri)
        self.init(
            method: method, scheme: scheme, authority: target.authority ?? authority,
            path: target.path, headerFields: fields)
    }

    /// Takes the site out of a target that is a whole URL: it counts, whatever `Host` says
    /// (RFC 9112 section 3.2.2).
    private static func parts(of target: String) -> (authority: String?, path: String) {
        guard target.utf8.first != UInt8(ascii: "/") else { return (nil, target) }
        let start = target.lowercased()
        guard let scheme = ["http://", "https://"].first(where: { start.hasPrefix($0) }) else {
            return (nil, target)
        }
        let rest = target.utf8.dropFirst(scheme.utf8.count)
        let end = rest.firstIndex { "/?#".utf8.contains($0) } ?? rest.endIndex
        let path = String(Substring(rest[end...]))
        let hasSlash = path.utf8.first == UInt8(ascii: "/")
        return (String(Substring(rest[..<end])), hasSlash ? path : "/" + path)
    }
}
