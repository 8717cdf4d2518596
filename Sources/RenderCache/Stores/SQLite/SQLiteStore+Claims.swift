import FoundationEssentials
import GRDB

extension SQLiteStore {
    /// Reads a value with the intent to compute it.
    ///
    /// Where the file cannot be written to, everybody wins.
    public func claim(
        _ key: CacheKey, lifetime: Duration, refreshBelow: Duration?
    ) async -> CacheClaim {
        let name = name(key)
        // Those who wait ask often, and must not keep the one who writes from writing.
        let (entry, isTaken) =
            await file.read { db in
                (try SQLiteEntry.find(name, in: db), try SQLiteClaim.isTaken(name, in: db))
            } ?? (nil, false)
        if let entry { trimmer.noteRead(entry.id) }
        if let entry, entry.isFresh(for: refreshBelow) { return .found(entry.found) }
        if isTaken { return .taken(stale: entry?.found) }
        let token = UInt64.random(in: .min ... .max)
        let claim: CacheClaim? = await file.write { db in
            let entry = try SQLiteEntry.find(name, in: db)
            if let entry, entry.isFresh(for: refreshBelow) { return .found(entry.found) }
            let end = SQLiteTime.after(lifetime)
            return try SQLiteClaim.take(name, token: token, until: end, in: db)
                ? .won(stale: entry?.found, token: token) : .taken(stale: entry?.found)
        }
        return claim ?? .won(stale: entry?.found, token: token)
    }

    /// Ends a claim.
    public func release(_ key: CacheKey, ifToken token: UInt64?) async {
        let name = name(key)
        await file.write { try SQLiteClaim.end(name, ifToken: token, in: $0) }
    }

    /// Keeps a value only for those who wait for a new one; who computed the old one has no
    /// claim to the new one.
    public func markStale(_ key: CacheKey, ifRevision revision: UInt64?) async {
        let name = name(key)
        await file.write { db in
            let isMarked = try SQLiteEntry.markStale(name, ifRevision: revision, in: db)
            if isMarked { try SQLiteClaim.end(name, in: db) }
        }
    }
}
