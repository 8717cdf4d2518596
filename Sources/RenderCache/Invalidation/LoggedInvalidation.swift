/// Decides by a log of changes that every process reads for itself.
///
/// The evidence is one stamp, so reading a value costs no more than looking up its tags in
/// memory.
public struct LoggedInvalidation: Invalidation {
    /// What has been read of the log.
    public let feed: InvalidationFeed
    private let announce: @Sendable ([String]) async -> Bool

    /// Decides by what the feed has been told.
    ///
    /// A change counts once the log tells of it, here as in any other process, so
    /// ``Cache/invalidate(tag:)`` has to write to the log: `announce` does, and says
    /// whether it could.
    public init(
        feed: InvalidationFeed, announce: @escaping @Sendable (_ tags: [String]) async -> Bool
    ) {
        self.feed = feed
        self.announce = announce
    }

    /// The feed's position; nothing while the feed is suspended.
    ///
    /// After a failover another server may answer that has not yet what the log told before,
    /// so what is read meanwhile cannot be stamped.
    public func evidence(for tags: [String]) async -> [UInt64] {
        feed.isSuspended ? [] : [feed.position.rawValue]
    }

    /// The same: a stamp speaks for all tags.
    public func evidence(
        _ evidence: [UInt64], for tags: [String], extendedBy learned: [String]
    ) async -> [UInt64]? { evidence.isEmpty ? nil : evidence }

    /// What the feed knows.
    public func verdict(on evidence: [UInt64], tags: [String]) async -> Verdict {
        guard evidence.count == 1 else { return .outdated }
        return feed.verdict(of: Stamp(rawValue: evidence[0]), tags: tags)
    }

    /// Writes to the log.
    public func invalidate(_ tags: [String]) async -> Bool { await announce(tags) }
}
