import Glibc

/// An address of the internet; one of IPv4 is held as IPv6 writes it
/// (`::ffff:192.0.2.1`, RFC 4291 section 2.5.5.2).
struct IPAddress: Hashable {
    let high: UInt64
    let low: UInt64

    /// Reads an address without port or brackets.
    init?(_ text: some StringProtocol) {
        let hasColon = text.utf8.contains(UInt8(ascii: ":"))
        let isIPv4 = !hasColon && text.utf8.count { $0 == UInt8(ascii: ".") } == 3
        guard isIPv4 || hasColon else { return nil }
        let text = isIPv4 ? "::ffff:" + text : String(text)
        var bytes = [UInt8](repeating: 0, count: 16)
        // The function writes the 16 bytes of an IPv6 address, no more.
        guard unsafe inet_pton(AF_INET6, text, &bytes) == 1 else { return nil }
        high = bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes[8...].reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Whether it is an address of IPv4.
    var isIPv4: Bool { high == 0 && low >> 32 == 0xffff }

    /// Its 128 bits as one number.
    var number: UInt128 { UInt128(high) << 64 | UInt128(low) }

    /// What one customer has: an address of IPv4, or a network of 2⁶⁴ of IPv6.
    var block: IPAddress { isIPv4 ? self : IPAddress(high: high, low: 0) }

    /// Whether the first `bits` of 128 are those of `other`.
    func matches(_ other: IPAddress, bits: Int) -> Bool {
        let highMask: UInt64 = ~0 << UInt64(max(0, 64 - bits))
        let lowMask: UInt64 = ~0 << UInt64(max(0, min(64, 128 - bits)))
        return (high ^ other.high) & highMask == 0 && (low ^ other.low) & lowMask == 0
    }

    private init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }
}
