import FoundationEssentials

/// Times as the store keeps them: milliseconds since 1970.
enum SQLiteTime {
    static var now: Int64 { Int64(Date.now.timeIntervalSince1970 * 1_000) }

    /// So long from now, or never if that is further than can be counted.
    static func after(_ duration: Duration) -> Int64 {
        let (seconds, attoseconds) = duration.components
        let (milliseconds, isTooLong) = seconds.multipliedReportingOverflow(by: 1_000)
        let part = attoseconds / 1_000_000_000_000_000
        let (end, isTooFar) = milliseconds.addingReportingOverflow(now + part)
        return isTooLong || isTooFar ? .max : end
    }
}
