import RenderCache
import Testing

@Suite("Forgetting what was memoized", .timeLimit(.minutes(5)))
struct CacheForgettingTests {
    private let store = WatchedStore()
    private let cache: Cache
    private let tries = Tries()

    init() {
        cache = Cache(store: store)
    }

    private func page(_ number: Int) async throws -> Int {
        let tries = tries
        return try await cache.memoize("page", number, tags: ["post:\(number)"]) { tries.add() }
    }

    @Test
    func `one value is forgotten and the others stay`() async throws {
        let first = [try await page(1), try await page(2)]

        let wasThere = await cache.forget("page", 1)

        #expect(first == [1, 2] && wasThere)
        #expect(try await page(1) == 3)
        #expect(try await page(2) == 2)
    }

    @Test
    func `forgetting what is not there says so`() async {
        #expect(await !cache.forget("page", 1))
    }

    // Flask-Caching #554: deleting what a bound method had memoized deleted nothing.
    @Test
    func `what a method has memoized is forgotten by the same name and parts`() async throws {
        struct Author {
            let id: Int
            let cache: Cache

            func posts(_ tries: Tries) async throws -> Int {
                try await cache.memoize("author.posts", id) { tries.add() }
            }

            func forgetPosts() async -> Bool { await cache.forget("author.posts", id) }
        }
        let author = Author(id: 3, cache: cache)
        _ = try await author.posts(tries)

        let wasThere = await author.forgetPosts()

        #expect(wasThere)
        #expect(try await author.posts(tries) == 2)
    }

    @Test
    func `all variants of a function are forgotten with one call, and no others`() async throws {
        let other = try await cache.memoize("author", 1) { "Ada" }
        _ = (try await page(1), try await page(2))

        let isCertain = await cache.forgetAll("page")

        #expect(isCertain && other == "Ada")
        #expect(try await page(1) == 3)
        #expect(try await page(2) == 4)
        #expect(try await cache.memoize("author", 1) { "Eve" } == "Ada")
    }

    @Test
    func `forgetting all does not grow with the number of variants`() async throws {
        for number in 0..<20 { _ = try await page(number) }
        let before = store.stored.count

        await cache.forgetAll("page")

        // The version of the function, and the one that every invalidation changes.
        #expect(store.stored.count == before + 2)
    }

    // Flask-Caching #531: a version that timed out before the entries forgot a whole function.
    @Test
    func `versions of tags never expire before what depends on them`() async throws {
        _ = try await cache.memoize("page", 1, tags: ["post:1"], freshFor: .seconds(86_400)) {
            "page"
        }
        await cache.invalidate(tag: "post:1")

        let versions = store.stored.filter { $0.key.text.hasPrefix("tag version") }
        #expect(versions.count == 5)
        #expect(versions.allSatisfy { $0.timeout == .zero })
    }

    @Test
    func `a tag forgets what shows the thing`() async throws {
        _ = (try await page(1), try await page(2))

        await cache.invalidate(tag: "post:2")

        #expect(try await page(1) == 1)
        #expect(try await page(2) == 3)
    }

    @Test
    func `several tags are forgotten at once`() async throws {
        _ = (try await page(1), try await page(2), try await page(3))

        await cache.invalidate(tags: ["post:1", "post:3"])

        #expect([try await page(1), try await page(2), try await page(3)] == [4, 2, 5])
    }

    @Test
    func `what is forgotten while it is computed is not kept`() async throws {
        let (begun, end) = (Latch(), Latch())
        let early = Task {
            try await cache.memoize("page", 1) {
                begun.open()
                await end.wait()
                return "before"
            }
        }
        await begun.wait()

        await cache.forget("page", 1)
        let late = try await cache.memoize("page", 1) { "after" }
        end.open()

        #expect(late == "after")
        #expect(try await early.value == "before")
        #expect(try await cache.memoize("page", 1) { "anew" } != "before")
    }

    @Test
    func `what was forgotten before it was claimed keeps nobody waiting`() async throws {
        let key = CacheKey("page", "1")
        let (asked, go, begun, end) = (Latch(), Latch(), Latch(), Latch())
        store.beforeNextClaim {
            asked.open()
            await go.wait()
        }
        let early = Task {
            try await cache.memoize("page", 1) {
                begun.open()
                await end.wait()
                return "before"
            }
        }
        await asked.wait()

        await cache.forget("page", 1)
        go.open()
        await begun.wait()
        let meanwhile = await store.claim(key)
        await store.release(key)
        end.open()

        #expect(meanwhile == .won(stale: nil))
        #expect(try await early.value == "before")
        #expect(await store.claim(key) == .won(stale: nil))
    }
}
