extension TrustedProxies {
    /// The share of the internet that is believed, from 0 to 1: of the addresses of IPv4, or of
    /// those that IPv6 gives out (`2000::/3`, RFC 4291 section 2.4), whichever is more.
    ///
    /// Ranges count together: `0.0.0.0/1` with `128.0.0.0/1` is everybody.
    public var reach: Double {
        ["0.0.0.0/0", "2000::/3"].compactMap { AddressRange($0) }
            .map { share(of: $0.addresses) }
            .max() ?? 0
    }

    private func share(of space: ClosedRange<UInt128>) -> Double {
        var next = space.lowerBound
        var count: UInt128 = 0
        let parts = ranges.map(\.addresses).filter { $0.overlaps(space) }
            .map { $0.clamped(to: space) }
            .sorted { $0.lowerBound < $1.lowerBound }
        for part in parts where part.upperBound >= next {
            count += part.upperBound - max(next, part.lowerBound) + 1
            next = part.upperBound + 1
        }
        return Double(count) / Double(space.upperBound - space.lowerBound + 1)
    }
}
