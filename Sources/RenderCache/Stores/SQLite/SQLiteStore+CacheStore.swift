import FoundationEssentials
import GRDB
public import NIOCore

extension SQLiteStore: CacheStore {
    /// The value, unless it has expired.
    public func get(_ key: CacheKey) async -> CachedBytes? {
        await getMany([key])[key]
    }

    /// The values of those keys that hold one.
    public func getMany(_ keys: [CacheKey]) async -> [CacheKey: CachedBytes] {
        let entries = await file.read { [self] db in
            var entries: [CacheKey: SQLiteEntry] = [:]
            for key in keys { entries[key] = try SQLiteEntry.find(name(key), in: db) }
            return entries.filter { !$0.value.isStale }
        }
        guard let entries else { return [:] }
        for entry in entries.values { trimmer.noteRead(entry.id) }
        return entries.mapValues(\.found)
    }

    /// Whether the key holds a value that has not expired.
    public func has(_ key: CacheKey) async -> Bool {
        let name = name(key)
        return await file.read { try SQLiteEntry.exists(name, in: $0) } ?? false
    }

    /// Stores a value in the place of any other.
    public func set(_ key: CacheKey, _ bytes: ByteBuffer, timeout: Duration?) async -> Bool {
        await setMany([key: bytes], timeout: timeout).contains(key)
    }

    /// Stores several values, each on its own.
    ///
    /// Some tens of them are one transaction, so that other processes need not wait long.
    public func setMany(
        _ values: [CacheKey: ByteBuffer], timeout: Duration?
    ) async -> Set<CacheKey> {
        guard let end = end(timeout) else {
            _ = await deleteMany(Array(values.keys))
            return []
        }
        var stored: Set<CacheKey> = []
        for batch in batches(Array(values)) {
            let done = await file.write { [self] db in
                try batch.filter { try store($0.value, for: name($0.key), ends: end, in: db) }
            }
            trimmer.noteWrite(batch.reduce(0) { $0 + $1.value.readableBytes })
            stored.formUnion(done?.map(\.key) ?? [])
        }
        return stored
    }

    /// Stores a value if the key holds none.
    public func add(_ key: CacheKey, _ bytes: ByteBuffer, timeout: Duration?) async -> Bool {
        guard let end = end(timeout), !isTooLarge(bytes) else { return false }
        let name = name(key)
        let isAdded = await file.write {
            try SQLiteEntry.add(Data(bytes.readableBytesView), for: name, ends: end, in: $0)
        }
        trimmer.noteWrite(bytes.readableBytes)
        return isAdded ?? false
    }

    /// Removes a value.
    public func delete(_ key: CacheKey) async -> Bool {
        await !deleteMany([key]).isEmpty
    }

    /// Removes several values; every key is tried.
    public func deleteMany(_ keys: [CacheKey]) async -> Set<CacheKey> {
        var deleted: Set<CacheKey> = []
        for batch in batches(keys) {
            let done = await file.write { [self] db in
                try batch.filter { try SQLiteEntry.remove(name($0), in: db) }
            }
            deleted.formUnion(done ?? [])
        }
        return deleted
    }

    /// Removes every value and every claim of this name space.
    ///
    /// In one transaction, so that what is stored from then on stays; other writers wait
    /// meanwhile.
    public func clear() async -> Bool {
        let names = names
        let isCleared: Void? = await file.write { db in
            try SQLiteClaim.endAll(from: names.first, to: names.last, in: db)
            try SQLiteEntry.removeAll(from: names.first, to: names.last, in: db)
        }
        return isCleared != nil
    }

    /// Stores a value that is not too large; one that is only takes away the old one.
    private func store(
        _ bytes: ByteBuffer, for name: Data, ends: Int64, in db: Database
    ) throws -> Bool {
        guard !isTooLarge(bytes) else {
            _ = try SQLiteEntry.remove(name, in: db)
            try SQLiteClaim.end(name, in: db)
            return false
        }
        try SQLiteEntry.store(Data(bytes.readableBytesView), for: name, ends: ends, in: db)
        return true
    }

    private func batches<Element>(_ elements: [Element]) -> [ArraySlice<Element>] {
        stride(from: 0, to: elements.count, by: 50).map {
            elements[$0..<min($0 + 50, elements.count)]
        }
    }
}
