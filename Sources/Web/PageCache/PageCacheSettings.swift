/// How much a page cache keeps, and for how long.
public struct PageCacheSettings: Sendable {
    /// How much memory the ready pages of this process may take.
    ///
    /// The bytes of a page that lies in a `MemoryStore` too are the same ones.
    public var bytes = 32 << 20

    /// The largest page that is kept.
    public var largestPage = 1 << 20

    /// Whether pages are sent from the event loop, before the request reaches a task.
    ///
    /// Switched off to see that both ways answer alike.
    public var answersEarly = true

    /// Takes the defaults.
    public init() {}
}
