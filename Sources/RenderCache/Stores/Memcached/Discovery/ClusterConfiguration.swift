/// What a managed service says of its servers.
///
/// Its answer to `config get cluster` is a line `CONFIG cluster 0 LENGTH`, a line with a
/// version that rises with each change, a line with `host|address|port` for each server, an
/// empty one, and `END`. The length is not relied upon: published examples disagree on what
/// it counts.
///
/// Source: Amazon ElastiCache for Memcached, User Guide, "Adding Auto Discovery to your client
/// library"; Google Memorystore for Memcached, "About the Auto Discovery service".
package struct ClusterConfiguration: Equatable, Sendable {
    /// Rises with each change.
    package let version: UInt64
    /// The servers, in the service's order.
    package let servers: [MemcachedAddress]

    /// Reads the answer; `nil` if it is none.
    package init?(_ answer: some StringProtocol) {
        let lines = answer.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        guard lines.count >= 4, lines[0].hasPrefix("CONFIG cluster "),
            let version = UInt64(lines[1])
        else { return nil }
        var servers: [MemcachedAddress] = []
        for word in lines[2].split(separator: " ") {
            guard let server = Self.server(word) else { return nil }
            servers.append(server)
        }
        self.version = version
        self.servers = servers
    }

    private static func server(_ word: some StringProtocol) -> MemcachedAddress? {
        let fields = word.split(separator: "|", omittingEmptySubsequences: false)
        guard fields.count == 3, let port = Int(fields[2]), (1...65535).contains(port),
            !fields[0].isEmpty || !fields[1].isEmpty
        else { return nil }
        let address = fields[1].isEmpty ? nil : String(fields[1])
        let host = fields[0].isEmpty ? String(fields[1]) : String(fields[0])
        return MemcachedAddress(host: host, port: port, address: address)
    }
}
