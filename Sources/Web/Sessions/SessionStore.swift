public import FoundationEssentials

/// Where sessions are kept between requests.
///
/// Each call changes only what it names, so two requests of one visitor that run
/// at the same time never undo each other.
public protocol SessionStore: Sendable {
    /// Returns the session of that name, or `nil`.
    ///
    /// One that has expired may be returned; it is recognized and deleted.
    func session(_ id: SessionID) async throws -> SessionRecord?

    /// Adds a session.
    func insert(_ record: SessionRecord) async throws

    /// Changes one value, or removes it when `value` is `nil`.
    func setValue(_ value: String?, forKey key: String, in id: SessionID) async throws

    /// Notes a visit.
    func touch(_ id: SessionID, lastSeenAt: Date, expiresAt: Date) async throws

    /// Removes a session.
    func delete(_ id: SessionID) async throws

    /// Returns the sessions in which somebody is signed in, the last used first and at
    /// most `limit`.
    func sessions(ownedBy owner: String, limit: Int) async throws -> [SessionRecord]

    /// Removes a session if it is this owner's.
    ///
    /// Returns false if there is no such session of theirs.
    func delete(_ id: SessionID, ownedBy owner: String) async throws -> Bool

    /// Removes every session of an owner but one, and returns how many there were.
    func deleteAll(ownedBy owner: String, except id: SessionID) async throws -> Int

    /// Adds a message after the others and keeps the newest `limit`, in one step.
    ///
    /// Returns how many old ones were dropped for it, or `nil` if there is no such
    /// session.
    func appendFlash(_ flash: Flash, limit: Int, to id: SessionID) async throws -> Int?

    /// Puts messages that were taken back before the others, and keeps the newest
    /// `limit`, in one step.
    func returnFlashes(_ flashes: [Flash], limit: Int, to id: SessionID) async throws

    /// Removes the waiting messages of some categories, or all, and returns them in
    /// order, in one step: of several callers at the same time, one gets them.
    func takeFlashes(
        from id: SessionID, only categories: Set<FlashCategory>?
    ) async throws -> [Flash]
}
