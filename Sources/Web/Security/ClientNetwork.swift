import Glibc

/// Whom an address stands for when tries are counted.
enum ClientNetwork {
    /// Returns an IPv4 address as it is, and of an IPv6 address the network.
    ///
    /// Whoever has one IPv6 address has 2⁶⁴ of them: providers give a customer at
    /// least a /64 (RFC 6177). An IPv4 address in IPv6's clothes is itself. Returns
    /// `nil` for this machine: a front server here speaks for everyone, and to count
    /// its tries would let one visitor use up those of all.
    static func name(of address: String?) -> String? {
        guard let address, let bytes = bytes(ofIPv6: String(address.prefix { $0 != "%" })) else {
            return address.flatMap { $0.hasPrefix("127.") ? nil : $0 }
        }
        if bytes.starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]) {
            return name(of: bytes.suffix(4).map(String.init).joined(separator: "."))
        }
        let isLoopback = bytes.dropLast().allSatisfy { $0 == 0 } && bytes.last == 1
        return isLoopback ? nil : Hexadecimal.encode(bytes.prefix(8)) + "/64"
    }

    private static func bytes(ofIPv6 text: String) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 16)
        // It writes the sixteen bytes of an address, which is what there is room for.
        return unsafe inet_pton(AF_INET6, text, &bytes) == 1 ? bytes : nil
    }
}
