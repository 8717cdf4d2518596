public import RenderCache
import Synchronization

/// Pages that are the same for everyone who is not signed in, ready to be sent.
///
/// A route declares with a ``PageRule`` that its page may be kept. The first reader has it
/// made; those who come at the same time wait for that one page, and those who come later
/// are answered before the request reaches any task. A page goes when its time is over, or
/// as soon as the feed tells that something has changed of what it shows
/// (``WebContext/shows(_:)``).
///
/// Never kept or shown from here: a page for whoever brings the session's cookie or
/// credentials, one that sets a cookie or shows a message, one that says `no-store` or
/// `private`, and anything but a 200.
public final class PageCache: Sendable {
    /// What is known of an address.
    enum Entry: Sendable {
        case page(ReadyPage)
        /// The page turned out to be nobody else's.
        case own
    }

    /// How much is kept, and for how long.
    public let settings: PageCacheSettings

    /// Where the pages of all processes are found, and made once.
    let cache: Cache
    let feed: InvalidationFeed?
    private let early = Atomic(0)
    let table: MemoryCache<PageKey, Entry>

    /// Keeps ready pages in memory, and behind them in a cache that processes may share.
    ///
    /// The feed is the one that the cache goes by. Without one, what is in memory is looked
    /// at anew every second, for it cannot be known here what has changed.
    public init(
        _ cache: Cache, feed: InvalidationFeed?, settings: PageCacheSettings = PageCacheSettings()
    ) {
        self.settings = settings
        self.cache = cache
        self.feed = feed
        table = MemoryCache(capacity: settings.bytes) { _, entry in
            if case .page(let page) = entry { page.tally.countEviction() }
        }
    }

    /// How many requests were answered on the event loop.
    public var earlyAnswers: Int { early.load(ordering: .relaxed) }

    func countEarlyAnswer() {
        early.wrappingAdd(1, ordering: .relaxed)
    }

    /// What is held, and what became of what was asked.
    public var statistics: MemoryCacheStatistics { table.statistics }
}
