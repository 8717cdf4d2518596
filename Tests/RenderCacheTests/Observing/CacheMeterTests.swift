import MetricsTestKit
import RenderCache
import Testing

@Suite("What a cache tells of itself")
struct CacheMeterTests {
    private let metrics = TestMetrics()
    private let time = ManualTime()
    private let cache: Cache

    init() {
        cache = Cache(
            store: MemoryStore(capacity: 8 << 20), metrics: metrics, timing: time.timing)
    }

    private func read(_ number: Int) async throws {
        let time = time
        _ = try await cache.memoize("page", number, tags: ["post:\(number)", "user:1"]) {
            time.pass(.milliseconds(40))
            return "four"
        }
    }

    @Test
    func `calls are counted by function and by kind of tag`() async throws {
        try await read(1)
        try await read(1)
        try await read(2)

        let statistics = cache.statistics
        #expect(statistics.functions.keys.sorted() == ["page"])
        #expect(statistics.tags.keys.sorted() == ["post", "user"])
        for counts in [statistics.total, statistics.functions["page"], statistics.tags["post"]] {
            #expect(counts?.hits == 1 && counts?.misses == 2 && counts?.calls == 3)
            #expect(counts?.bytesServed == 12 && counts?.saved == .milliseconds(40))
        }
        #expect(statistics.computations == 2 && statistics.computing == .milliseconds(80))
    }

    @Test
    func `what the store holds is told`() async throws {
        try await read(1)

        let usage = cache.statistics.usage

        // The value, the versions of the function and of two tags, and that of all.
        #expect(usage?.entries == 5 && usage?.limit == 8 << 20)
    }

    @Test
    func `metrics carry kinds, never identifiers`() async throws {
        try await read(1)
        try await read(1)

        let hits = try metrics.expectCounter(
            "cache.tag.requests", [("cache.tag", "post"), ("outcome", "hit")])
        let timer = try metrics.expectTimer(
            "cache.computation.duration", [("cache.function", "page")])
        #expect(hits.totalValue == 1)
        #expect(timer.values == [40_000_000])
        #expect(
            !metrics.counters.contains { $0.dimensions.contains { $0.1.contains(":") } })
    }

    @Test
    func `names without end are counted as others`() async throws {
        for number in 0..<150 {
            _ = try await cache.memoize("page \(number)", tags: ["kind\(number):1"]) { "page" }
        }

        let statistics = cache.statistics
        #expect(statistics.functions.count == 101 && statistics.tags.count == 101)
        #expect(statistics.functions["other"]?.misses == 50)
        #expect(statistics.total.misses == 150)
    }

    @Test
    func `who answers from a memory of its own counts in the same tallies`() async throws {
        try await read(1)
        let tallies = cache.meter.tallies(function: "page", tags: ["post:1", "post:2"])

        for tally in tallies { tally.count(.hit, bytes: 100) }

        #expect(tallies.count == 2)
        #expect(cache.statistics.functions["page"]?.hits == 1)
        #expect(cache.statistics.tags["post"]?.bytesServed == 104)
    }
}
