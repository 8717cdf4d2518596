import RenderCache
import Testing

@Suite("Values that are no longer fresh", .timeLimit(.minutes(5)))
struct CacheStaleTests {
    private let time = ManualTime()
    private let tries = Tries()

    private func cache(_ change: (inout CacheSettings) -> Void = { _ in }) -> Cache {
        var settings = CacheSettings()
        settings.lifetime = CacheLifetime(fresh: .seconds(60), stale: .seconds(60))
        change(&settings)
        return Cache(
            store: MemoryStore(capacity: 8 << 20), settings: settings, timing: time.timing)
    }

    @Test
    func `a stale value is served at once, and made anew once`() async throws {
        let (cache, tries, end) = (cache(), tries, Latch())
        let page: @Sendable () async throws -> Int = {
            let number = tries.add()
            if number > 1 { await end.wait() }
            return number
        }
        _ = try await cache.memoize("page", compute: page)
        time.pass(.seconds(61))

        for _ in 0..<50 { #expect(try await cache.memoize("page", compute: page) == 1) }
        end.open()
        #expect(await eventually { (try? await cache.memoize("page", compute: page)) == 2 })

        #expect(tries.count == 2)
    }

    @Test
    func `after its stale time a value is not served`() async throws {
        let cache = cache()
        _ = try await cache.memoize("page") { "old" }

        time.pass(.seconds(121))

        #expect(try await cache.memoize("page") { "new" } == "new")
    }

    @Test
    func `what is known to be out of date is not served as stale`() async throws {
        let cache = cache()
        _ = try await cache.memoize("page", tags: ["post:1"]) { "old" }
        time.pass(.seconds(61))

        await cache.invalidate(tag: "post:1")

        #expect(try await cache.memoize("page", tags: ["post:1"]) { "new" } == "new")
    }

    @Test
    func `no more than so many are made anew at once`() async throws {
        let (cache, end, begun) = (cache { $0.mostRefreshes = 2 }, Latch(), Tries())
        for number in 0..<6 { _ = try await cache.memoize("page", number) { "old" } }
        time.pass(.seconds(61))

        for number in 0..<6 {
            let page = try await cache.memoize("page", number) {
                begun.add()
                await end.wait()
                return "new"
            }
            #expect(page == "old")
        }
        #expect(await eventually { begun.count == 2 })
        end.open()

        // As these end, there is room for others.
        for number in 0..<6 {
            #expect(
                await eventually {
                    (try? await cache.memoize("page", number) { "new" }) == "new"
                })
        }
        #expect(begun.count == 2)
    }

    @Test
    func `a reading may make a fresh value anew, which nobody waits for`() async throws {
        let (cache, time, tries) = (cache(), time, tries)
        let page: @Sendable () async throws -> Int = {
            time.pass(.seconds(10))
            return tries.add()
        }
        _ = try await cache.memoize("page", compute: page)
        time.pass(.seconds(55))

        // −10 s · ln(1 − 0.9) = 23 s, more than the 5 s that are left.
        time.setRandom(0.9)
        let early = try await cache.entry("page", []) { _ in try await page() }
        time.setRandom(0)

        #expect(early.value == 1 && early.outcome == .hit)
        #expect(await eventually { (try? await cache.memoize("page", compute: page)) == 2 })
    }

    @Test
    func `what is not kept any more replaces what was`() async throws {
        let cache = cache()
        _ = try await cache.memoize("page") { "for all" }
        time.pass(.seconds(61))

        _ = try await cache.memoize("page") { recorder in
            recorder.discard()
            return "for you"
        }

        #expect(await eventually { (try? await cache.memoize("page") { "anew" }) == "anew" })
    }

    @Test
    func `what is made of something stale is as stale`() async throws {
        let (cache, end) = (cache(), Latch())
        let fragment: @Sendable (String) async throws -> String = { text in
            try await cache.memoize("fragment") {
                if text == "new" { await end.wait() }
                return text
            }
        }
        _ = try await fragment("old")
        time.pass(.seconds(61))

        _ = try await cache.memoize("page") { try await fragment("new") }
        end.open()
        #expect(await eventually { (try? await fragment("newer")) == "new" })

        #expect(
            await eventually {
                (try? await cache.memoize("page") { try await fragment("newer") }) == "new"
            })
    }
}
