import HTTPTypes

/// The front servers whose word about a request is taken.
///
/// Anyone can send `X-Forwarded-For`. Only what a listed peer says counts, and of that
/// only what listed peers added: the list is read from its end, up to the first address
/// that is not listed.
public struct TrustedProxies: Sendable {
    /// How front servers say where a request comes from.
    public enum Header: Sendable {
        /// `X-Forwarded-For`, `-Proto` and `-Host`.
        case xForwarded
        /// `Forwarded` (RFC 7239).
        case forwarded
    }

    /// What is known of where a request comes from.
    struct Sender: Hashable {
        /// The client's address.
        var address: String?
        /// The name that the client asked for, if a front server changed it.
        var host: String?
        /// `http` or `https`, as the front server was reached.
        var scheme: String?
    }

    /// The addresses of the front servers.
    public let ranges: [AddressRange]

    /// The header they set.
    ///
    /// They must set it themselves: one that they pass on as it
    /// came is the client's own word.
    public let header: Header

    /// Trusts nobody, unless ranges are given.
    public init(_ ranges: [AddressRange] = [], header: Header = .xForwarded) {
        self.ranges = ranges
        self.header = header
    }

    func contains(_ address: IPAddress) -> Bool {
        ranges.contains { $0.contains(address) }
    }

    /// Tells who sent a request that came from `peer`.
    func sender(of fields: HTTPFields, from peer: String?) -> Sender {
        var sender = Sender(address: peer)
        guard !ranges.isEmpty, let peer = peer.flatMap({ IPAddress($0) }), contains(peer) else {
            return sender
        }
        let steps = header == .forwarded ? Self.forwarded(fields) : Self.xForwarded(fields)
        // What the nearest front server was asked for.
        sender.host = steps.last?.host
        sender.scheme = steps.last?.scheme?.lowercased()
        for step in steps.reversed() {
            guard let text = step.address, let address = Self.address(text) else { break }
            sender.address = address.text
            if !contains(address.value) { break }
        }
        return sender
    }

    private static func xForwarded(_ fields: HTTPFields) -> [Sender] {
        var steps = list(fields, "X-Forwarded-For").map { Sender(address: $0) }
        let host = list(fields, "X-Forwarded-Host").last
        let scheme = list(fields, "X-Forwarded-Proto").last
        if steps.isEmpty, host != nil || scheme != nil { steps = [Sender()] }
        if !steps.isEmpty {
            steps[steps.count - 1].host = host
            steps[steps.count - 1].scheme = scheme
        }
        return steps
    }

    private static func forwarded(_ fields: HTTPFields) -> [Sender] {
        list(fields, "Forwarded").map { element in
            // A parameter is what follows a value, here an empty one.
            let parameters = HeaderParameters(parsing: ";" + element)
            return Sender(
                address: parameters?["for"], host: parameters?["host"],
                scheme: parameters?["proto"])
        }
    }

    /// The elements of a list that may be spread over several fields.
    private static func list(_ fields: HTTPFields, _ name: String) -> [String] {
        guard let name = HTTPField.Name(name), let value = fields[name] else { return [] }
        var elements: [String] = []
        var element = ""
        var isQuoted = false
        for character in value {
            if character == "\"" { isQuoted.toggle() }
            if character == ",", !isQuoted {
                elements.append(element)
                element = ""
            } else {
                element.append(character)
            }
        }
        return (elements + [element]).map { String($0.trimmingSpaces) }.filter { !$0.isEmpty }
    }

    /// Reads `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1` and `[2001:db8::1]:80`.
    private static func address(_ text: String) -> (text: String, value: IPAddress)? {
        if let value = IPAddress(text) { return (text, value) }
        guard let host = HostName(authority: text)?.text else { return nil }
        let bare = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        return IPAddress(bare).map { (bare, $0) }
    }
}
