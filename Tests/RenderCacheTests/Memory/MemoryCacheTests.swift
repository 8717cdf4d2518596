import NIOCore
import RenderCache
import Testing

@Suite("Memory cache")
struct MemoryCacheTests {
    let clock = ManualClock()

    func cache(capacity: Int, shards: Int = 1) -> MemoryCache<Int, String> {
        MemoryCache(capacity: capacity, shards: shards, now: clock.now)
    }

    @Test
    func `what is stored is found until it is replaced or deleted`() {
        let cache = cache(capacity: 100_000)

        cache.set(1, "one", cost: 10)
        let first = cache.get(1)
        cache.set(1, "uno", cost: 10)
        let second = cache.get(1)
        let deleted = cache.delete(1)

        #expect(first == "one")
        #expect(second == "uno")
        #expect(deleted == "uno")
        #expect(cache.get(1) == nil)
        #expect(cache.statistics.bytes == 0)
    }

    @Test
    func `an entry ends when its time is over`() {
        let cache = cache(capacity: 100_000)
        cache.set(1, "short", cost: 10, lifetime: .seconds(1))
        cache.set(2, "long", cost: 10, lifetime: .seconds(3))
        cache.set(3, "always", cost: 10)

        clock.advance(by: .seconds(1))

        #expect(cache.get(1) == nil)
        #expect(cache.get(2) == "long")
        #expect(cache.get(3) == "always")
        #expect(cache.statistics.expirations == 1)
        #expect(cache.statistics.entries == 2)
    }

    @Test
    func `a time longer than clocks can count is no time at all`() {
        let cache = cache(capacity: 100_000)

        cache.set(1, "always", cost: 10, lifetime: .seconds(Int64.max))

        #expect(cache.get(1) == "always")
    }

    @Test
    func `an entry larger than the cache is refused, and the old one is gone`() {
        let cache = cache(capacity: 10_000)
        cache.set(1, "small", cost: 10)

        let isTaken = cache.set(1, "large", cost: 10_000)

        #expect(!isTaken)
        #expect(cache.get(1) == nil)
        #expect(cache.statistics.refusals == 1)
        #expect(cache.statistics.bytes == 0)
    }

    @Test
    func `an update sees what is there and keeps its end`() {
        let cache = cache(capacity: 100_000)
        cache.set(1, "a", cost: 10, lifetime: .seconds(5))

        cache.update(1) { entry in entry?.value += "b" }
        let changed = cache.get(1)
        clock.advance(by: .seconds(5))

        #expect(changed == "ab")
        #expect(cache.get(1) == nil)
    }

    @Test
    func `an update can create and remove`() {
        let cache = cache(capacity: 100_000)

        cache.update(1) { entry in entry = MemoryCacheEntry(value: "new", cost: 10) }
        let created = cache.get(1)
        cache.update(1) { entry in entry = nil }

        #expect(created == "new")
        #expect(cache.get(1) == nil)
        #expect(cache.statistics.entries == 0)
    }

    @Test
    func `all entries can be removed`() {
        let cache = cache(capacity: 1_000_000, shards: 4)
        for number in 0..<100 { cache.set(number, "\(number)", cost: 10) }

        cache.deleteAll()

        #expect(cache.statistics.entries == 0)
        #expect(cache.statistics.bytes == 0)
    }

    @Test
    func `hits and misses are counted`() {
        let cache = cache(capacity: 100_000)
        cache.set(1, "one", cost: 10)

        _ = (cache.get(1), cache.get(1), cache.get(2))

        #expect(cache.statistics.hits == 2)
        #expect(cache.statistics.misses == 1)
    }

    @Test
    func `every entry may be tiny or free`() {
        let cache = cache(capacity: 100_000)

        for number in 0..<10_000 { cache.set(number, "", cost: 0) }

        #expect(cache.statistics.entries < 10_000)
        #expect(cache.statistics.bytes <= 100_000)
    }
}
