import NIOCore

extension MetaReply {
    /// Whether there is something, be it a placeholder or stale.
    var isPresent: Bool { status == .value || status == .done }

    /// Whether this is what a claim left, and no value.
    var isPlaceholder: Bool { isPresent && size == 0 && clientFlags == 0 }

    /// Whether the key holds a value that may be given to anybody.
    var isFresh: Bool { isPresent && !isPlaceholder && !isStale }

    /// The value, fresh or stale.
    var stored: CachedBytes? {
        guard !isPlaceholder, let value, let revision else { return nil }
        return CachedBytes(
            bytes: StoredValue.restored(value, clientFlags: clientFlags), revision: revision)
    }

    /// The value, if it may be given to anybody.
    var fresh: CachedBytes? { isFresh ? stored : nil }

    /// The number that a counter has become.
    var number: UInt64? {
        value.flatMap { CounterText.number(StoredValue.restored($0, clientFlags: clientFlags)) }
    }

    /// Whether less than the time is left to live.
    func isDue(within time: Duration?) -> Bool {
        guard let time, let secondsLeft, secondsLeft >= 0 else { return false }
        return .seconds(secondsLeft) < time
    }
}
