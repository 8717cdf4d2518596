public import NIOCore
import Synchronization

/// Knows what the log of changes has made out of date.
///
/// Whoever reads the log tells the feed of each change; whoever has something cached asks
/// it. Each process reads the log itself and judges shared entries by it, so nothing has
/// to be deleted anywhere, and a message that another process would have to send cannot be
/// lost:
///
/// ```swift
/// let stamp = feed.position                          // before anything is read
/// let page = try await render(post)
/// …
/// feed.invalidate(["post:7"], at: event.stamp)       // as the log tells it
/// feed.isCurrent(stamp, tags: ["post:7", "user:3"])  // false from here on
/// ```
///
/// Every call returns at once and may be made from any thread, event loops among them.
///
/// The feed keeps the stamp of the last change for each tag, for a bounded number of tags.
/// When there are more, the oldest is dropped and everything as old as that is out of
/// date: too much is computed anew, nothing stale is served.
///
/// The log must be told in order; a change may be told twice. Changes that share a stamp
/// must have become visible together, as those of a transaction do, and are told together or
/// as a change that is not whole.
public final class InvalidationFeed: Sendable {
    private let state: Mutex<InvalidationTable>
    private let changes = Atomic<UInt64>(0)
    private let trustedUntil = Atomic<UInt64>(.max)

    /// A feed that has read its log up to a position, from which the reader will go on.
    ///
    /// Nothing older is trusted, for nobody knows what became of it. To go on with entries
    /// that a shared store holds, start in the past, suspended, and resume when the log has
    /// been read up to now. Without a position the feed begins ``suspend()``ed.
    public init(at position: Stamp?, capacity: Int = 20_000) {
        state = Mutex(
            InvalidationTable(
                position: position ?? .zero, isSuspended: position == nil,
                capacity: max(1, capacity)))
    }

    /// How far the log has been read: the stamp for what is computed from now on.
    public var position: Stamp { state.withLock { $0.position } }

    /// The stamp below which nothing is trusted.
    public var floor: Stamp { state.withLock { $0.floor } }

    /// Whether the log is lost at the moment.
    public var isSuspended: Bool { isSilent() || state.withLock { $0.isSuspended } }

    /// Whether the log has said nothing for longer than it was trusted.
    ///
    /// A clock tells, and ``generation`` does not: a hot reader asks for both.
    public func isSilent(at now: NIODeadline = .now()) -> Bool {
        trustedUntil.load(ordering: .relaxed) < now.uptimeNanoseconds
    }

    /// A number that rises whenever a verdict may have changed.
    ///
    /// A hot reader remembers it with what it found current, and need not ask again while
    /// it is the same. It must be read before ``verdict(of:tags:)`` is asked.
    public var generation: UInt64 { changes.load(ordering: .acquiring) }

    /// Whether nothing with one of the tags has changed since the stamp.
    public func isCurrent(_ stamp: Stamp, tags: [String]) -> Bool {
        verdict(of: stamp, tags: tags) == .current
    }

    /// What is known of something that was made at a stamp and shows what the tags name.
    ///
    /// While the feed is suspended nothing is current; what was out of date before stays so.
    public func verdict(of stamp: Stamp, tags: [String]) -> Verdict {
        let verdict = state.withLock { $0.verdict(of: stamp, tags: tags) }
        return verdict == .current && isSilent() ? .unknown : verdict
    }

    /// Tells of a change to everything that the tags name.
    ///
    /// A change that is not `isWhole` goes on at the same stamp. What is made before the rest
    /// is told counts as made before all of it: it may hold something old that nobody knew to
    /// be so. ``advance(to:)`` ends a change of which no rest comes.
    public func invalidate(
        _ tags: some Sequence<String>, at stamp: Stamp, isWhole: Bool = true
    ) {
        change { $0.invalidate(tags, at: stamp, isWhole: isWhole) }
    }

    /// Tells that the log has been read up to a position without a change of interest.
    public func advance(to position: Stamp) {
        state.withLock { $0.advance(to: position) }
    }

    /// Tells until when the log counts as read, unless more is heard of it.
    ///
    /// A reader that stands still, with its process or with the network, cannot
    /// ``suspend()``. Without this the log is trusted for ever.
    public func trust(until end: NIODeadline) {
        trustedUntil.store(end.uptimeNanoseconds, ordering: .relaxed)
    }

    /// Tells that changes before a stamp were missed: nothing made earlier is trusted again.
    ///
    /// Take a stamp that the log has *now*, before reading it from there. Should it be older
    /// than ``position``, the log is another one or was set back: then nothing is trusted
    /// until the log has passed the old position.
    public func flush(at stamp: Stamp) {
        change { $0.flush(at: stamp) }
    }

    /// Tells that the log is out of reach: until ``resume()`` nothing counts as current.
    ///
    /// Entries of which no change is known may still be served where computing fails, for
    /// the log is most often lost together with the data.
    public func suspend() {
        change { $0.isSuspended = true }
    }

    /// Tells that the log is being read again, and nothing was missed.
    ///
    /// What was current before the suspension is current again. Where something may have
    /// been missed, ``flush(at:)`` comes first.
    public func resume() {
        change { $0.isSuspended = false }
    }

    private func change(_ body: (inout InvalidationTable) -> Void) {
        state.withLock { state in
            body(&state)
            changes.add(1, ordering: .releasing)
        }
    }
}
