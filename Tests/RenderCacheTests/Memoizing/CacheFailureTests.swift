import Logging
import RenderCache
import TestSupport
import Testing

@Suite("Computations that fail", .timeLimit(.minutes(5)))
struct CacheFailureTests {
    private let time = ManualTime()
    private let tries = Tries()
    private let feed = InvalidationFeed(at: Stamp(rawValue: 1))
    private let lines = LogRecorder.Lines()
    private let cache: Cache

    init() {
        var settings = CacheSettings()
        settings.lifetime = CacheLifetime(fresh: .seconds(60), stale: .seconds(60))
        let lines = lines
        cache = Cache(
            store: MemoryStore(capacity: 8 << 20),
            invalidation: LoggedInvalidation(feed: feed) { _ in false }, settings: settings,
            logger: Logger(label: "cache") { _ in LogRecorder(lines: lines) },
            timing: time.timing)
    }

    private var warnings: [String] { lines.all.filter { $0.hasPrefix("warning") } }

    @Test
    func `a failure is not kept`() async throws {
        await #expect(throws: Failure()) {
            try await cache.memoize("page") { () -> String in throw Failure() }
        }

        #expect(try await cache.memoize("page") { "page" } == "page")
    }

    @Test
    func `each who waits gets the failure, and whoever comes later tries again`() async throws {
        let (begun, end, tries, cache) = (Latch(), Latch(), tries, cache)
        let page: @Sendable () async throws -> String = {
            let number = tries.add()
            guard number == 1 else { return "page" }
            begun.open()
            await end.wait()
            throw Failure(number: number)
        }
        let waiting = (0..<20).map { _ in
            Task { try await cache.memoize("page", compute: page) }
        }
        await begun.wait()
        try await Task.sleep(for: .milliseconds(20))
        end.open()

        var failures = 0
        for task in waiting {
            do { #expect(try await task.value == "page") } catch {
                #expect(error as? Failure == Failure(number: 1))
                failures += 1
            }
        }
        // Those who joined in time: all of them, where the machine is not busy.
        #expect(failures >= 1)
        #expect(try await cache.memoize("page", compute: page) == "page")
    }

    @Test
    func `an old value is served where computing fails without the log`() async throws {
        _ = try await cache.memoize("page") { "old" }
        feed.suspend()

        let page = try await cache.entry("page", []) { _ -> String in throw Failure() }

        #expect(page.value == "old" && page.outcome == .stale)
    }

    @Test
    func `without the log a value is computed, and takes nobody's place`() async throws {
        _ = try await cache.memoize("page") { "old" }

        feed.suspend()
        let page = try await cache.memoize("page") { "new" }
        feed.resume()

        #expect(page == "new")
        #expect(try await cache.memoize("page") { "newer" } == "old")
    }

    @Test
    func `when nothing was missed of the log, the values are good again`() async throws {
        _ = try await cache.memoize("page") { "old" }
        feed.suspend()
        _ = try await cache.memoize("page") { () -> String in throw Failure() }

        feed.resume()

        #expect(try await cache.entry("page", []) { _ in "new" }.outcome == .hit)
    }

    @Test
    func `a stale value is served although making it anew fails`() async throws {
        _ = try await cache.memoize("page") { "old" }
        time.pass(.seconds(61))

        for _ in 0..<20 {
            let page = try await cache.memoize("page") { () -> String in throw Failure() }
            #expect(page == "old")
        }
        #expect(await eventually { cache.statistics.failures > 0 })

        #expect(try await cache.memoize("page") { () -> String in throw Failure() } == "old")
    }

    @Test
    func `after its stale time an old value is not better than the failure`() async throws {
        _ = try await cache.memoize("page") { "old" }
        feed.suspend()
        time.pass(.seconds(121))

        await #expect(throws: Failure()) {
            try await cache.memoize("page") { () -> String in throw Failure() }
        }
    }

    @Test
    func `what is known to be out of date is not better than the failure`() async throws {
        _ = try await cache.memoize("page", tags: ["post:1"]) { "deleted" }
        feed.invalidate(["post:1"], at: Stamp(rawValue: 2))
        feed.suspend()

        await #expect(throws: Failure()) {
            try await cache.memoize("page", tags: ["post:1"]) { () -> String in throw Failure() }
        }
    }

    @Test
    func `what changes while computing fails is not served either`() async throws {
        let (cache, feed) = (cache, feed)
        _ = try await cache.memoize("page", tags: ["post:1"]) { "old" }
        feed.suspend()

        await #expect(throws: Failure()) {
            try await cache.memoize("page", tags: ["post:1"]) { () -> String in
                feed.invalidate(["post:1"], at: Stamp(rawValue: 2))
                throw Failure()
            }
        }
    }

    @Test
    func `that something is gone is an answer, whatever there was`() async throws {
        _ = try await cache.memoize("page") { "deleted" }
        feed.suspend()

        await #expect(throws: Failure()) {
            try await cache.memoize("page") { (recorder) -> String in
                recorder.retire()
                throw Failure()
            }
        }

        feed.resume()
        #expect(try await cache.memoize("page") { "new" } == "new")
        #expect(cache.statistics.failures == 0)
    }

    @Test
    func `nobody tries again at once what failed`() async throws {
        let tries = tries
        let page: @Sendable () async throws -> String = {
            tries.add()
            throw Failure()
        }
        _ = try await cache.memoize("page") { "old" }
        feed.suspend()

        for _ in 0..<20 { _ = try await cache.memoize("page", compute: page) }
        let before = tries.count
        time.pass(.seconds(2))
        _ = try await cache.memoize("page", compute: page)
        #expect(await eventually { tries.count == 2 })

        #expect(before == 1)
    }

    @Test
    func `while a function fails nobody waits for it, and its success is seen`() async throws {
        let end = Latch()
        for number in 0..<3 { _ = try await cache.memoize("page", number) { "old" } }
        feed.suspend()
        _ = try await cache.memoize("page", 0) { () -> String in throw Failure() }

        for number in 1..<3 {
            let page = try await cache.memoize("page", number) {
                await end.wait()
                return "new"
            }
            #expect(page == "old")
        }
        end.open()

        #expect(await eventually { (try? await cache.memoize("page", 1) { "newer" }) == "newer" })
    }

    @Test
    func `a failing function is told of once, until it works again`() async throws {
        for number in 0..<3 { _ = try await cache.memoize("page", number) { "old" } }
        feed.suspend()

        for number in 0..<3 {
            _ = try await cache.memoize("page", number) { () -> String in throw Failure() }
        }
        #expect(await eventually { cache.statistics.failures == 3 })
        let told = warnings.count
        time.pass(.seconds(2))
        #expect(await eventually { (try? await cache.memoize("page", 0) { "new" }) == "new" })
        _ = try await cache.memoize("page", 1) { () -> String in throw Failure() }

        #expect(told == 1 && warnings.count == 2)
    }
}
