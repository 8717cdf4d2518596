import NIOCore
import RenderCache
import TestSupport
import Testing

@Suite("Many who miss at once", .timeLimit(.minutes(5)))
struct CacheStampedeTests {
    private let store = MemoryStore(capacity: 8 << 20)
    private let tries = Tries()

    @Test
    func `a thousand at once compute once`() async throws {
        let (cache, tries) = (Cache(store: store), tries)

        let pages = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<1000 {
                group.addTask {
                    try await cache.memoize("page", tags: ["post:1"]) {
                        try await Task.sleep(for: .milliseconds(20))
                        return tries.add()
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }

        #expect(pages == Array(repeating: 1, count: 1000))
        let total = cache.statistics.total
        #expect(total.misses == 1 && total.calls == 1000)
    }

    @Test
    func `caches over one store compute once, as processes do`() async throws {
        let (store, tries) = (store, tries)

        let pages = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                let cache = Cache(store: store)
                for _ in 0..<25 {
                    group.addTask {
                        try await cache.memoize("page", tags: ["post:1"]) {
                            try await Task.sleep(for: .milliseconds(20))
                            return tries.add()
                        }
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }

        #expect(pages == Array(repeating: 1, count: 200))
    }

    @Test
    func `caches over one store compute once after a change`() async throws {
        let (store, tries) = (store, tries)
        let caches = (0..<8).map { _ in Cache(store: store) }
        _ = try await caches[0].memoize("page", tags: ["post:1"]) { 0 }
        await caches[0].invalidate(tag: "post:1")

        let pages = try await withThrowingTaskGroup(of: Int.self) { group in
            for cache in caches {
                group.addTask {
                    try await cache.memoize("page", tags: ["post:1"]) {
                        try await Task.sleep(for: .milliseconds(20))
                        return tries.add()
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }

        #expect(pages == Array(repeating: 1, count: 8))
    }

    @Test
    func `one who waits for a process that has died computes in the end`() async throws {
        var settings = CacheSettings()
        settings.claimLifetime = .milliseconds(50)
        let cache = Cache(store: store, settings: settings)
        _ = await store.claim(CacheKey("page"), lifetime: .seconds(3600), refreshBelow: nil)

        let page = try await cache.memoize("page") { "page" }

        #expect(page == "page")
    }

    @Test
    func `one who waits for another process sees its failure as a chance`() async throws {
        let cache = Cache(store: store)
        let key = CacheKey("page")
        _ = await store.claim(key, lifetime: .seconds(3600), refreshBelow: nil)
        let page = Task { try await cache.memoize("page") { "page" } }

        await store.release(key)

        #expect(try await page.value == "page")
    }

    @Test
    func `one who is cancelled leaves, and the others get the value`() async throws {
        let (cache, begun, end) = (Cache(store: store), Latch(), Latch())
        let page: @Sendable () async throws -> String = {
            begun.open()
            await end.wait()
            try Task.checkCancellation()
            return "page"
        }
        // Whoever came first and started the computation is the one that leaves.
        let first = Task { try await cache.memoize("page", compute: page) }
        await begun.wait()
        let second = Task { try await cache.memoize("page", compute: page) }
        try await Task.sleep(for: .milliseconds(20))

        first.cancel()
        await #expect(throws: CancellationError.self) { try await first.value }
        end.open()

        #expect(try await second.value == "page")
    }

    @Test
    func `when nobody waits any more the computation is cancelled, and the next one runs`()
        async throws
    {
        let (cache, begun, cancelled) = (Cache(store: store), Latch(), Latch())
        let only = Task {
            try await cache.memoize("page") { () -> String in
                begun.open()
                do {
                    try await Task.sleep(for: .seconds(3600))
                } catch {
                    cancelled.open()
                    throw error
                }
                return "too late"
            }
        }
        await begun.wait()

        only.cancel()
        await cancelled.wait()

        await #expect(throws: CancellationError.self) { try await only.value }
        // Were the claim not given up, this would wait for its end.
        #expect(try await cache.memoize("page") { "page" } == "page")
        #expect(cache.statistics.failures == 0)
    }

    @Test
    func `callers who leave at random leave nothing running and cost nobody his value`()
        async throws
    {
        let (cache, begun, ended) = (Cache(store: store), Tries(), Tries())
        var random = SeededGenerator(seed: 5)
        var staying: [Task<Int, any Error>] = []
        var leaving: [Task<Int, any Error>] = []
        for _ in 0..<400 {
            let key = Int.random(in: 0..<8, using: &random)
            let pause = Duration.microseconds(Int.random(in: 0...3000, using: &random))
            let task = Task {
                try await cache.memoize("page", key, freshFor: .zero, staleFor: .zero) {
                    begun.add()
                    defer { ended.add() }
                    try await Task.sleep(for: pause)
                    return key
                }
            }
            if Bool.random(using: &random) { leaving.append(task) } else { staying.append(task) }
            if Int.random(in: 0..<3, using: &random) == 0 { leaving.randomElement()?.cancel() }
            if Int.random(in: 0..<20, using: &random) == 0 {
                try await Task.sleep(for: .milliseconds(1))
            }
        }
        for task in leaving { task.cancel() }

        for task in staying { _ = try await task.value }
        for task in leaving { _ = try? await task.value }

        #expect(await eventually { begun.count == ended.count })
        #expect(cache.statistics.failures == 0)
    }

    @Test
    func `one who is cancelled before it begins gets nothing`() async throws {
        let (cache, begun) = (Cache(store: store), Latch())
        let task = Task {
            await begun.wait()
            return try await cache.memoize("page") { () -> String in
                try await Task.sleep(for: .seconds(3600))
                return "page"
            }
        }

        task.cancel()
        begun.open()

        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test
    func `a store that is away makes slower, not wrong`() async throws {
        let (cache, tries) = (Cache(store: NullStore()), tries)

        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    let page = try await cache.memoize("page") {
                        tries.add()
                        return "page"
                    }
                    #expect(page == "page")
                }
            }
            try await group.waitForAll()
        }

        #expect(tries.count >= 1)
    }
}
