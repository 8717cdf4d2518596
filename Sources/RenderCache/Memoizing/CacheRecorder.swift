import Synchronization

/// What a computation tells the cache about its result while it is made.
///
/// A page often learns only then what it shows:
///
/// ```swift
/// try await cache.memoize("tag", name, tags: ["tag:\(name)"]) { recorder in
///     let posts = try await posts.tagged(name)
///     recorder.tag(posts.map { "post:\($0.id)" })
///     return try await render(posts)
/// }
/// ```
///
/// What is memoized inside of another computation passes its tags on to it.
public final class CacheRecorder: Sendable {
    /// What has been told.
    struct Notes {
        var tags: [String] = []
        var mostFresh: Duration?
        var isKept = true
    }

    /// The recorder of the computation that is going on in this task.
    @TaskLocal static var current: CacheRecorder?

    private let state = Mutex(Notes())

    var notes: Notes { state.withLock { $0 } }

    /// The result shows what the tags name.
    public func tag(_ tags: String...) {
        tag(tags)
    }

    /// The result shows what the tags name.
    public func tag(_ tags: [String]) {
        state.withLock { $0.tags += tags }
    }

    /// The result is as good as new for no longer than this, as when it shows that something
    /// will appear at noon.
    public func limit(freshFor duration: Duration) {
        state.withLock { $0.mostFresh = min($0.mostFresh ?? duration, max(.zero, duration)) }
    }

    /// The result is for those who wait for it now, and not to be kept.
    public func discard() {
        state.withLock { $0.isKept = false }
    }

    /// The result is made with another cached value.
    func include(_ tags: [String], isStale: Bool) {
        tag(tags)
        // What is made of something stale is as stale.
        if isStale { limit(freshFor: .zero) }
    }
}
