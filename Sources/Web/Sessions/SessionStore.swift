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

    /// Adds a message after the others and keeps the newest `limit`, in one step.
    ///
    /// Returns false if there is no such session.
    func appendFlash(_ flash: Flash, limit: Int, to id: SessionID) async throws -> Bool

    /// Removes all waiting messages and returns them, in one step: of several
    /// callers at the same time, one gets them.
    func takeFlashes(from id: SessionID) async throws -> [Flash]
}
