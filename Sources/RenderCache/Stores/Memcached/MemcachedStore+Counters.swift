import NIOCore

extension MemcachedStore {
    /// Adds to a counter, atomically.
    public func increment(
        _ key: CacheKey, by amount: UInt64, timeout: Duration?
    ) async -> UInt64? {
        await count(key, .up, by: amount, initial: amount, timeout)
    }

    /// Subtracts from a counter, atomically, and stops at zero.
    public func decrement(
        _ key: CacheKey, by amount: UInt64, timeout: Duration?
    ) async -> UInt64? {
        await count(key, .down, by: amount, initial: 0, timeout)
    }

    private func count(
        _ key: CacheKey, _ direction: MetaBatch.Direction, by amount: UInt64, initial: UInt64,
        _ timeout: Duration?
    ) async -> UInt64? {
        let expiry = expiry(timeout)
        for _ in 0..<Self.tries {
            let replies = await ask(key) { batch, names in
                batch.count(direction, names.value, by: amount, initial: initial, expiry)
                batch.get(names.value)
            }
            guard let replies, let counted = replies[0], let found = replies[1] else { return nil }
            if !found.isPresent || found.isFresh { return counted.number }
            // The server counts on in what is stale, and not in a claim: both are no counters.
            let value = StoredValue(CounterText.bytes(initial))
            if await replace(key, found, by: value, expiry) { return initial }
        }
        return nil
    }
}
