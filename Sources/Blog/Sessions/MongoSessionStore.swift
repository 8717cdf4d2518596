import BSON
import DocumentMapper
import FoundationEssentials
import MongoClient
import Web

/// Keeps sessions in MongoDB, so that they outlive a restart and every process
/// of the site knows them.
struct MongoSessionStore: SessionStore {
    let sessions: Documents<StoredSession>

    func session(_ id: SessionID) async throws -> SessionRecord? {
        // The server removes expired sessions once a minute; until then they
        // must not open anything.
        try await sessions
            .find { $0.id == id.description && $0.expiresAt > Date.now }
            .first()?.record(id: id)
    }

    func insert(_ record: SessionRecord) async throws {
        try await sessions.insert(StoredSession(record))
    }

    func setValue(_ value: String?, forKey key: String, in id: SessionID) async throws {
        // The key is Web's or the blog's own, never a visitor's.
        let path = "values.\(key)"
        _ = try await sessions.collection.updateOne(
            ["_id": .string(id.description)],
            value.map { ["$set": [path: .string($0)]] } ?? ["$unset": [path: true]])
    }

    func touch(_ id: SessionID, lastSeenAt: Date, expiresAt: Date) async throws {
        try await sessions.update(id.description) {
            $0.lastSeenAt.set(lastSeenAt)
            $0.expiresAt.set(expiresAt)
        }
    }

    func delete(_ id: SessionID) async throws {
        try await sessions.delete(id.description)
    }

    func appendFlash(_ flash: Flash, limit: Int, to id: SessionID) async throws -> Bool {
        let message = try BSONValue(encoding: StoredSession.Message(flash))
        let last: BSONDocument = ["$each": [message], "$slice": .int(-limit)]
        let result = try await sessions.collection.updateOne(
            ["_id": .string(id.description)], ["$push": ["flashes": .document(last)]])
        return result.matched == 1
    }

    func takeFlashes(from id: SessionID) async throws -> [Flash] {
        let before = try await sessions.findAndUpdate(
            where: { $0.id == id.description }, returning: .before
        ) { $0.flashes.set([]) }
        return before?.flashes.map(Flash.init) ?? []
    }
}
