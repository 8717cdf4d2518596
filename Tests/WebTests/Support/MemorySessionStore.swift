import FoundationEssentials
import Web

/// Sessions in memory, and a count of what was asked.
actor MemorySessionStore: SessionStore {
    struct Duplicate: Error {}

    private(set) var records: [SessionID: SessionRecord] = [:]
    private(set) var writes = 0

    func session(_ id: SessionID) -> SessionRecord? { records[id] }

    func insert(_ record: SessionRecord) throws {
        guard records[record.id] == nil else { throw Duplicate() }
        writes += 1
        records[record.id] = record
    }

    func setValue(_ value: String?, forKey key: String, in id: SessionID) {
        writes += 1
        records[id]?.values[key] = value
    }

    func touch(_ id: SessionID, lastSeenAt: Date, expiresAt: Date) {
        writes += 1
        records[id]?.lastSeenAt = lastSeenAt
        records[id]?.expiresAt = expiresAt
    }

    func delete(_ id: SessionID) {
        writes += 1
        records[id] = nil
    }

    func appendFlash(_ flash: Flash, limit: Int, to id: SessionID) -> Bool {
        guard records[id] != nil else { return false }
        writes += 1
        records[id]?.flashes.append(flash)
        let extra = (records[id]?.flashes.count ?? 0) - limit
        if extra > 0 { records[id]?.flashes.removeFirst(extra) }
        return true
    }

    func takeFlashes(from id: SessionID) -> [Flash] {
        defer { records[id]?.flashes = [] }
        writes += 1
        return records[id]?.flashes ?? []
    }
}
