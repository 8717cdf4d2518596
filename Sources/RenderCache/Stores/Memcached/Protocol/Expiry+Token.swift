import FoundationEssentials

extension Expiry {
    /// Beyond thirty days memcached takes a number for a point in time.
    ///
    /// Source: memcached 1.6.18, `doc/protocol.txt`, "Expiration times".
    private static let longestSpan: Int64 = 30 * 24 * 60 * 60

    /// The time as memcached is told it.
    ///
    /// Its clock ticks once a second, so that what is to live for one second may be gone at
    /// once; one more makes sure that nothing ends before its time.
    var token: Int64 {
        switch self {
        case .never: return 0
        case .already: return -1
        case .after(let duration):
            let (whole, fraction) = duration.components
            let seconds = min(whole, Int64(Int32.max)) + (fraction > 0 ? 2 : 1)
            guard seconds > Self.longestSpan else { return seconds }
            // The server's clock has 32 bits.
            return min(Int64(Date().timeIntervalSince1970) + seconds, Int64(Int32.max))
        }
    }
}
