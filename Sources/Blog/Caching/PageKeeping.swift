import DocumentMapper
import Logging
import Metrics
import RenderCache
import Web

/// How the blog keeps pages: where, and by which log they are judged.
struct PageKeeping: Sendable {
    let cache: Cache
    let feed: InvalidationFeed
    let log: ChangeLog

    /// Keeps pages of one release in a store.
    ///
    /// Nothing counts as fresh before `log` runs.
    init(
        in store: any CacheStore, feed: InvalidationFeed, release: String, database: BlogDatabase,
        metrics: any MetricsFactory, logger: Logger
    ) {
        self.feed = feed
        var settings = CacheSettings()
        settings.release = release
        cache = Cache(
            store: store,
            invalidation: LoggedInvalidation(feed: feed) { tags in
                (try? await database.invalidations.insert(StoredInvalidation(tags: tags))) != nil
            },
            settings: settings, logger: logger, metrics: metrics)
        log = ChangeLog(database.database, feed: feed, logger: logger)
    }

    /// The pages of this process; `nil` if the store is to keep nothing.
    ///
    /// Memory that was set for the store is what ready pages may take, too.
    func pages(over store: any CacheStore) -> PageCache? {
        if store is NullStore { return nil }
        var settings = PageCacheSettings()
        if let memory = store as? MemoryStore { settings.bytes = memory.capacity }
        return PageCache(cache, feed: feed, settings: settings)
    }
}
