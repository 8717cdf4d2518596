import FoundationEssentials
import Web

/// A store of sessions in which there are none.
struct NoSessions: SessionStore {
    func session(_ id: SessionID) -> SessionRecord? { nil }
    func insert(_ record: SessionRecord) {}
    func setValue(_ value: String?, forKey key: String, in id: SessionID) {}
    func touch(_ id: SessionID, lastSeenAt: Date, expiresAt: Date) {}
    func delete(_ id: SessionID) {}
    func sessions(ownedBy owner: String, limit: Int) -> [SessionRecord] { [] }
    func delete(_ id: SessionID, ownedBy owner: String) -> Bool { false }
    func deleteAll(ownedBy owner: String, except id: SessionID) -> Int { 0 }
    func appendFlash(_ flash: Flash, limit: Int, to id: SessionID) -> Int? { nil }
    func returnFlashes(_ flashes: [Flash], limit: Int, to id: SessionID) {}
    func takeFlashes(from id: SessionID, only categories: Set<FlashCategory>?) -> [Flash] { [] }
}
