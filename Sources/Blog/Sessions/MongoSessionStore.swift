import DocumentMapper
package import FoundationEssentials
import MongoClient
package import Web

/// Keeps sessions in MongoDB, so that they outlive a restart and every process
/// of the site knows them.
package struct MongoSessionStore: SessionStore {
    private let sessions: Documents<StoredSession>

    package init(_ database: BlogDatabase) {
        sessions = database.sessions
    }

    package func session(_ id: SessionID) async throws -> SessionRecord? {
        // The server removes expired sessions once a minute; until then they
        // must not open anything.
        try await sessions
            .find { $0.id == id.description && $0.expiresAt > Date.now }
            .first()?.record(id: id)
    }

    package func insert(_ record: SessionRecord) async throws {
        try await sessions.insert(StoredSession(record))
    }

    package func setValue(_ value: String?, forKey key: String, in id: SessionID) async throws {
        // The key is Web's or the blog's own, never a visitor's.
        let path = "values.\(key)"
        _ = try await sessions.collection.updateOne(
            ["_id": .string(id.description)],
            value.map { ["$set": [path: .string($0)]] } ?? ["$unset": [path: true]])
    }

    package func touch(_ id: SessionID, lastSeenAt: Date, expiresAt: Date) async throws {
        try await sessions.update(id.description) {
            $0.lastSeenAt.set(lastSeenAt)
            $0.expiresAt.set(expiresAt)
        }
    }

    package func delete(_ id: SessionID) async throws {
        try await sessions.delete(id.description)
    }

    package func sessions(ownedBy owner: String, limit: Int) async throws -> [SessionRecord] {
        try await sessions.find { $0.owner == owner && $0.expiresAt > Date.now }
            .sort { $0.lastSeenAt.descending }.limit(limit).all()
            .compactMap { stored in SessionID(stored.id).map { stored.record(id: $0) } }
    }

    package func delete(_ id: SessionID, ownedBy owner: String) async throws -> Bool {
        try await sessions.delete { $0.id == id.description && $0.owner == owner } > 0
    }

    package func deleteAll(ownedBy owner: String, except id: SessionID) async throws -> Int {
        try await sessions.delete { $0.owner == owner && $0.id != id.description }
    }

    package func appendFlash(_ flash: Flash, limit: Int, to id: SessionID) async throws -> Int? {
        let before = try await sessions.findAndUpdate(
            where: { $0.id == id.description }, returning: .before
        ) {
            $0.flashes.push(contentsOf: [StoredSession.Message(flash)], keeping: .last(limit))
        }
        return before.map { max(0, $0.flashes.count + 1 - limit) }
    }

    package func returnFlashes(_ flashes: [Flash], limit: Int, to id: SessionID) async throws {
        try await sessions.update(id.description) {
            $0.flashes.push(
                contentsOf: flashes.map(StoredSession.Message.init), at: 0, keeping: .last(limit))
        }
    }

    package func takeFlashes(
        from id: SessionID, only categories: Set<FlashCategory>?
    ) async throws -> [Flash] {
        let names = categories.map { $0.map(\.rawValue) }
        let before = try await sessions.findAndUpdate(
            where: { $0.id == id.description }, returning: .before
        ) {
            if let names {
                $0.flashes.pull { $0.category.in(names) }
            } else {
                $0.flashes.set([])
            }
        }
        let flashes = before?.flashes.map(Flash.init) ?? []
        return flashes.filter { categories?.contains($0.category) ?? true }
    }
}
