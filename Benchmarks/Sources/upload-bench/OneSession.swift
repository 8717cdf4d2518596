import Foundation
import Web

/// The one session that a measurement needs.
actor OneSession: SessionStore {
    private var record: SessionRecord?

    func session(_ id: SessionID) -> SessionRecord? { record?.id == id ? record : nil }

    func insert(_ record: SessionRecord) { self.record = record }

    func setValue(_ value: String?, forKey key: String, in id: SessionID) {}

    func touch(_ id: SessionID, lastSeenAt: Date, expiresAt: Date) {}

    func delete(_ id: SessionID) { record = nil }

    func sessions(ownedBy owner: String, limit: Int) -> [SessionRecord] { [] }

    func delete(_ id: SessionID, ownedBy owner: String) -> Bool { false }

    func deleteAll(ownedBy owner: String, except id: SessionID) -> Int { 0 }

    func appendFlash(_ flash: Flash, limit: Int, to id: SessionID) -> Int? { nil }

    func returnFlashes(_ flashes: [Flash], limit: Int, to id: SessionID) {}

    func takeFlashes(from id: SessionID, only categories: Set<FlashCategory>?) -> [Flash] { [] }
}
