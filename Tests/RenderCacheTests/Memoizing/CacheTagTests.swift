import RenderCache
import Testing

/// How a cache learns what changed: each test holds for both ways.
private enum Way: CaseIterable, CustomTestStringConvertible {
    case log, versions

    var testDescription: String { self == .log ? "by a log" : "by versions in the store" }

    func cache(over store: any CacheStore = MemoryStore(capacity: 8 << 20)) -> Cache {
        guard self == .log else { return Cache(store: store) }
        let feed = InvalidationFeed(at: Stamp(rawValue: 1))
        return Cache(
            store: store,
            invalidation: LoggedInvalidation(feed: feed) { tags in
                feed.invalidate(tags, at: Stamp(rawValue: feed.position.rawValue + 1))
                return true
            })
    }
}

@Suite("Tags of memoized values", .timeLimit(.minutes(5)))
struct CacheTagTests {
    private let tries = Tries()

    @Test(arguments: Way.allCases)
    private func `a tag that is learned while computing counts`(way: Way) async throws {
        let (cache, tries) = (way.cache(), tries)
        let page: @Sendable (CacheRecorder) async throws -> Int = { recorder in
            recorder.tag(["post:1", "post:2"])
            return tries.add()
        }
        _ = try await cache.memoize("home", compute: page)

        await cache.invalidate(tag: "post:2")

        #expect(try await cache.memoize("home", compute: page) == 2)
        #expect(try await cache.memoize("home", compute: page) == 2)
    }

    @Test(arguments: Way.allCases)
    private func `a page goes stale with its fragments`(way: Way) async throws {
        let (cache, tries) = (way.cache(), tries)
        let page: @Sendable () async throws -> String = {
            let sidebar = try await cache.memoize("sidebar", tags: ["user:1"]) {
                "sidebar \(tries.add())"
            }
            return "page with \(sidebar)"
        }
        _ = try await cache.memoize("page", compute: page)

        await cache.invalidate(tag: "user:1")

        #expect(try await cache.memoize("page", compute: page) == "page with sidebar 2")
    }

    @Test(arguments: Way.allCases)
    private func `a page goes stale with a fragment that was there before it`(
        way: Way
    ) async throws {
        let (cache, tries) = (way.cache(), tries)
        let sidebar: @Sendable () async throws -> String = {
            try await cache.memoize("sidebar", tags: ["user:1"]) { "sidebar \(tries.add())" }
        }
        _ = try await sidebar()
        _ = try await cache.memoize("page", compute: sidebar)

        await cache.forgetAll("sidebar")

        #expect(try await cache.memoize("page", compute: sidebar) == "sidebar 2")
    }

    @Test(arguments: Way.allCases)
    private func `a change while the value is computed makes it stale`(way: Way) async throws {
        let (cache, tries) = (way.cache(), tries)
        let page: @Sendable (CacheRecorder) async throws -> Int = { recorder in
            let number = tries.add()
            // After the data was read, and before anybody knew what would be shown.
            if number == 1 { await cache.invalidate(tag: "post:1") }
            recorder.tag("post:1")
            return number
        }

        let first = try await cache.memoize("home", compute: page)
        let second = try await cache.memoize("home", compute: page)

        #expect(first == 1 && second == 2)
    }

    @Test(arguments: Way.allCases)
    private func `who comes after a change does not get what was computed before it`(
        way: Way
    ) async throws {
        let (cache, tries) = (way.cache(), tries)
        let (begun, end) = (Latch(), Latch())
        let page: @Sendable () async throws -> Int = {
            let number = tries.add()
            if number == 1 {
                begun.open()
                await end.wait()
            }
            return number
        }
        let early = Task { try await cache.memoize("page", tags: ["post:1"], compute: page) }
        await begun.wait()

        await cache.invalidate(tag: "post:1")
        let late = Task { try await cache.memoize("page", tags: ["post:1"], compute: page) }
        // Gives the second call time to join the first, without which the test shows less.
        try await Task.sleep(for: .milliseconds(20))
        end.open()

        #expect(try await early.value == 1)
        #expect(try await late.value == 2)
    }

    @Test(arguments: Way.allCases)
    private func `another process sees the change`(way: Way) async throws {
        // Both ways share what is shared between processes: the store or the log.
        let store = MemoryStore(capacity: 8 << 20)
        let feed = InvalidationFeed(at: Stamp(rawValue: 1))
        let caches = (0..<2).map { _ in
            way == .versions
                ? Cache(store: store)
                : Cache(
                    store: store,
                    invalidation: LoggedInvalidation(feed: feed) { tags in
                        feed.invalidate(tags, at: Stamp(rawValue: feed.position.rawValue + 1))
                        return true
                    })
        }
        _ = try await caches[0].memoize("page", tags: ["post:1"]) { "old" }

        await caches[1].invalidate(tag: "post:1")

        #expect(try await caches[0].memoize("page", tags: ["post:1"]) { "new" } == "new")
        #expect(try await caches[1].memoize("page", tags: ["post:1"]) { "other" } == "new")
    }

    /// Each process has memory of its own before what they share.
    private func caches(before far: FarStore) -> [Cache] {
        (0..<2).map { _ in Cache(store: TieredStore(before: far, staleness: .seconds(3600))) }
    }

    @Test
    func `another process sees the change through memory of its own`() async throws {
        let caches = caches(before: FarStore())
        for cache in caches {
            // Once to make it, once to have it in memory.
            for _ in 0..<2 { _ = try await cache.memoize("page", tags: ["post:1"]) { "old" } }
        }

        await caches[0].invalidate(tag: "post:1")

        #expect(try await caches[1].memoize("page", tags: ["post:1"]) { "new" } == "new")
    }

    @Test
    func `a change that only this process has heard of is not certain`() async throws {
        let far = FarStore()
        let cache = caches(before: far)[0]
        far.isAway = true

        let isCertain = await cache.invalidate(tag: "post:1")

        #expect(!isCertain)
    }

    @Test
    func `a version that the store has dropped makes stale, not wrong`() async throws {
        let store = MemoryStore(capacity: 8 << 20)
        let cache = Cache(store: store)
        _ = try await cache.memoize("page", tags: ["post:1"]) { "old" }

        _ = await store.delete(CacheKey("tag version", "post:1"))

        #expect(try await cache.memoize("page", tags: ["post:1"]) { "new" } == "new")
        #expect(try await cache.memoize("page", tags: ["post:1"]) { "newer" } == "new")
    }

    @Test
    func `a change that is not certain is told`() async {
        #expect(await !Cache(store: NullStore()).invalidate(tag: "post:1"))
    }
}
