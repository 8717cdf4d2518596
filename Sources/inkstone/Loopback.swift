/// The names of this machine, as nobody elsewhere can reach it.
enum Loopback {
    /// Whether a host, without a port, is this machine (RFC 6761 section 6.3, RFC 1122
    /// section 3.2.1.3).
    static func contains(_ host: some StringProtocol) -> Bool {
        if ["localhost", "::1", "[::1]"].contains(host.lowercased()) { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
