import FoundationEssentials
import NIOCore

extension SQLiteStore {
    /// Adds to a counter, atomically.
    public func increment(
        _ key: CacheKey, by amount: UInt64, timeout: Duration?
    ) async -> UInt64? {
        await count(key, timeout: timeout) { $0.map { $0 &+ amount } ?? amount }
    }

    /// Subtracts from a counter, atomically, and stops at zero.
    public func decrement(
        _ key: CacheKey, by amount: UInt64, timeout: Duration?
    ) async -> UInt64? {
        await count(key, timeout: timeout) { $0.map { $0 - min($0, amount) } ?? 0 }
    }

    private func count(
        _ key: CacheKey, timeout: Duration?,
        _ change: @escaping @Sendable (UInt64?) -> UInt64
    ) async -> UInt64? {
        let (name, end) = (name(key), end(timeout))
        let counted: UInt64?? = await file.write { db in
            let entry = try SQLiteEntry.find(name, in: db).flatMap { $0.isStale ? nil : $0 }
            let before = entry.flatMap { CounterText.number($0.bytes) }
            // Something that is no counter stays as it is.
            if entry != nil, before == nil { return nil }
            let after = change(before)
            guard let ends = entry?.ends ?? end else { return after }
            try SQLiteEntry.store(Data("\(after)".utf8), for: name, ends: ends, in: db)
            return after
        }
        trimmer.noteWrite(0)
        return counted ?? nil
    }
}
