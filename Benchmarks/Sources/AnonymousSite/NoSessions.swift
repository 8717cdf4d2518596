package import FoundationEssentials
package import Web

/// A store of sessions in which there are none.
package struct NoSessions: SessionStore {
    package init() {}

    package func session(_ id: SessionID) -> SessionRecord? { nil }
    package func insert(_ record: SessionRecord) {}
    package func setValue(_ value: String?, forKey key: String, in id: SessionID) {}
    package func touch(_ id: SessionID, lastSeenAt: Date, expiresAt: Date) {}
    package func delete(_ id: SessionID) {}
    package func sessions(ownedBy owner: String, limit: Int) -> [SessionRecord] { [] }
    package func delete(_ id: SessionID, ownedBy owner: String) -> Bool { false }
    package func deleteAll(ownedBy owner: String, except id: SessionID) -> Int { 0 }
    package func appendFlash(_ flash: Flash, limit: Int, to id: SessionID) -> Int? { nil }
    package func returnFlashes(_ flashes: [Flash], limit: Int, to id: SessionID) {}
    package func takeFlashes(from id: SessionID, only categories: Set<FlashCategory>?) -> [Flash] {
        []
    }
}
