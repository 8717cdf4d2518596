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

    func sessions(ownedBy owner: String, limit: Int) -> [SessionRecord] {
        let found = records.values.filter { $0.owner == owner }
        return Array(found.sorted { $0.lastSeenAt > $1.lastSeenAt }.prefix(limit))
    }

    func delete(_ id: SessionID, ownedBy owner: String) -> Bool {
        guard records[id]?.owner == owner else { return false }
        delete(id)
        return true
    }

    func deleteAll(ownedBy owner: String, except id: SessionID) -> Int {
        let others = records.values.filter { $0.owner == owner && $0.id != id }
        for other in others { delete(other.id) }
        return others.count
    }

    func appendFlash(_ flash: Flash, limit: Int, to id: SessionID) -> Int? {
        guard records[id] != nil else { return nil }
        writes += 1
        records[id]?.flashes.append(flash)
        let extra = max(0, (records[id]?.flashes.count ?? 0) - limit)
        records[id]?.flashes.removeFirst(extra)
        return extra
    }

    func returnFlashes(_ flashes: [Flash], limit: Int, to id: SessionID) {
        writes += 1
        records[id]?.flashes.insert(contentsOf: flashes, at: 0)
    }

    func takeFlashes(from id: SessionID, only categories: Set<FlashCategory>?) -> [Flash] {
        func isTaken(_ flash: Flash) -> Bool { categories?.contains(flash.category) ?? true }
        writes += 1
        let taken = records[id]?.flashes.filter(isTaken) ?? []
        records[id]?.flashes.removeAll(where: isTaken)
        return taken
    }
}
