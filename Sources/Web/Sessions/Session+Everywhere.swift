// Where else the same person is signed in.
extension Session {
    // More than anyone has; a bound for whoever signs in by a script.
    private static let mostListed = 100

    /// Returns every place where the person is signed in: this one first, then the last
    /// used.
    ///
    /// Empty when nobody is signed in.
    ///
    /// - Throws: what the store throws.
    public func everywhere() async throws -> [SessionSummary] {
        guard let owner = try await owner() else { return [] }
        let now = service.now()
        let records = try await service.store.sessions(ownedBy: owner, limit: Self.mostListed)
        let summaries = records.filter { now < $0.expiresAt }.map {
            SessionSummary($0, isCurrent: $0.id == id)
        }
        return summaries.filter(\.isCurrent) + summaries.filter { !$0.isCurrent }
    }

    /// Ends one of the person's own sessions; for the one at hand it is signing out.
    ///
    /// - Returns: Whether there was such a session.
    /// - Throws: what the store throws.
    public func end(_ other: SessionID) async throws -> Bool {
        guard let owner = try await owner() else { return false }
        guard other != id else {
            try await end()
            return true
        }
        return try await service.store.delete(other, ownedBy: owner)
    }

    /// Ends all of the person's sessions but this one, as after a change of password.
    ///
    /// - Returns: How many there were.
    /// - Throws: what the store throws.
    @discardableResult
    public func endOthers() async throws -> Int {
        guard let owner = try await owner(), let id else { return 0 }
        return try await service.store.deleteAll(ownedBy: owner, except: id)
    }
}
