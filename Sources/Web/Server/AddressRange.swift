/// A range of addresses, as `10.0.0.0/8`, `2001:db8::/32` or a single address.
public struct AddressRange: Hashable, Sendable {
    private let start: IPAddress
    private let bits: Int

    /// Reads a range, or returns `nil` if it is none.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard let address = parts.first.flatMap({ IPAddress($0) }), parts.count <= 2 else {
            return nil
        }
        let width = address.isIPv4 ? 32 : 128
        guard let bits = parts.count == 2 ? Int(parts[1]) : width, (0...width).contains(bits)
        else { return nil }
        start = address
        self.bits = 128 - width + bits
    }

    /// All of them, as numbers.
    var addresses: ClosedRange<UInt128> {
        let rest = UInt128.max >> UInt128(bits)
        return (start.number & ~rest)...(start.number | rest)
    }

    func contains(_ address: IPAddress) -> Bool {
        address.matches(start, bits: bits)
    }
}
