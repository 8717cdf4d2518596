import NIOCore

extension MemoryStore {
    /// Adds to a counter, atomically.
    public func increment(
        _ key: CacheKey, by amount: UInt64, timeout: Duration?
    ) async -> UInt64? {
        count(key, timeout: timeout) { $0.map { $0 &+ amount } ?? amount }
    }

    /// Subtracts from a counter, atomically, and stops at zero.
    public func decrement(
        _ key: CacheKey, by amount: UInt64, timeout: Duration?
    ) async -> UInt64? {
        count(key, timeout: timeout) { $0.map { $0 - min($0, amount) } ?? 0 }
    }

    private func count(
        _ key: CacheKey, timeout: Duration?, _ change: (UInt64?) -> UInt64
    ) -> UInt64? {
        values.update(key) { entry in
            let before = entry.flatMap { $0.value.isStale ? nil : $0.value }
            let number = before.flatMap { CounterText.number($0.bytes) }
            // Something that is no counter stays as it is.
            if before != nil, number == nil { return nil }
            let after = change(number)
            let bytes = CounterText.bytes(after)
            if before == nil {
                entry = self.entry(key, bytes, timeout: timeout)
            } else {
                entry?.value = StoredBytes(bytes, revision: nextRevision())
            }
            return after
        }
    }
}
