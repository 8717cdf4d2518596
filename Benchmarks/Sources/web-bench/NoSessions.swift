import FoundationEssentials
import Web

/// A store of sessions in which there are none.
struct NoSessions: SessionStore {
    func session(_ id: SessionID) -> SessionRecord? { nil }
    func insert(_ record: SessionRecord) {}
    func setValue(_ value: String?, forKey key: String, in id: SessionID) {}
    func touch(_ id: SessionID, lastSeenAt: Date, expiresAt: Date) {}
    func delete(_ id: SessionID) {}
    func appendFlash(_ flash: Flash, limit: Int, to id: SessionID) -> Bool { false }
    func takeFlashes(from id: SessionID) -> [Flash] { [] }
}
