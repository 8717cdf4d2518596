import FoundationEssentials

/// How long a session lasts.
public struct SessionLifetime: Hashable, Sendable {
    /// How long a visitor may stay away.
    public var idle: Duration

    /// How long it lasts at all, however often the visitor comes.
    public var total: Duration

    /// Sets both.
    public init(idle: Duration, total: Duration) {
        self.idle = idle
        self.total = total
    }

    /// Returns when a session that began at `start` and is used at `moment` ends.
    func expiry(from start: Date, usedAt moment: Date) -> Date {
        min(moment + idle / .seconds(1), end(from: start))
    }

    /// Returns when a session that began at `start` ends in any case.
    func end(from start: Date) -> Date {
        start + total / .seconds(1)
    }
}
