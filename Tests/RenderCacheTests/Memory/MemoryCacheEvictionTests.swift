import NIOCore
import RenderCache
import Synchronization
import TestSupport
import Testing

@Suite("Eviction from the memory cache")
struct MemoryCacheEvictionTests {
    /// Reads through a cache that holds some two hundred entries of a kilobyte.
    struct Reader {
        let cache = MemoryCache<Int, Int>(capacity: 250_000, shards: 1)

        func read(_ key: Int) -> Bool {
            if cache.get(key) != nil { return true }
            cache.set(key, key, cost: 1_000)
            return false
        }
    }

    @Test
    func `a crawler does not push out what people read`() {
        let reader = Reader()
        let popular = 0..<100
        for _ in 0..<5 { for key in popular { _ = reader.read(key) } }

        for key in 1_000..<20_000 { _ = reader.read(key) }

        let kept = popular.count { reader.cache.get($0) != nil }
        #expect(kept >= 95)
    }

    @Test
    func `what was popular once makes room for what is popular now`() {
        let reader = Reader()
        for _ in 0..<10 { for key in 0..<200 { _ = reader.read(key) } }

        for _ in 0..<50 { for key in 1_000..<1_150 { _ = reader.read(key) } }

        let kept = (1_000..<1_150).count { reader.cache.get($0) != nil }
        #expect(kept >= 140)
    }

    @Test
    func `entries whose time is over make room first`() {
        let clock = ManualClock()
        let cache = MemoryCache<Int, Int>(capacity: 250_000, shards: 1, now: clock.now)
        for key in 0..<100 {
            cache.set(key, key, cost: 1_000, lifetime: .seconds(1))
            for _ in 0..<10 { _ = cache.get(key) }
        }
        clock.advance(by: .seconds(2))

        for key in 1_000..<1_150 { cache.set(key, key, cost: 1_000) }

        #expect((1_000..<1_150).allSatisfy { cache.get($0) != nil })
    }

    @Test
    func `one that grows in place makes others go`() {
        let cache = MemoryCache<Int, Int>(capacity: 250_000, shards: 1)
        for key in 0..<100 { cache.set(key, key, cost: 1_000) }

        cache.update(7) { $0?.cost = 200_000 }

        #expect(cache.statistics.bytes <= 250_000)
        #expect(cache.statistics.bytes == cache.recount)
    }

    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func `the sum is exact after anything`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let clock = ManualClock()
        let cache = MemoryCache<Int, Int>(capacity: 100_000, shards: 3, now: clock.now)

        for step in 0..<20_000 {
            let key = Int.random(in: 0..<300, using: &random)
            switch Int.random(in: 0..<20, using: &random) {
            case 0..<8: _ = cache.get(key)
            case 8..<14:
                let lifetime = Int.random(in: 1...50, using: &random)
                cache.set(
                    key, step, cost: Int.random(in: 0...3_000, using: &random),
                    lifetime: lifetime > 40 ? nil : .seconds(lifetime))
            case 14: cache.delete(key)
            case 15..<18: cache.update(key) { $0?.cost = Int.random(in: 0...5_000, using: &random) }
            case 18: clock.advance(by: .seconds(1))
            default: cache.set(key, step, cost: 40_000)
            }
            guard step.isMultiple(of: 500) else { continue }
            #expect(cache.statistics.bytes == cache.recount)
            #expect(cache.statistics.bytes <= 100_000)
        }

        cache.deleteAll()
        #expect(cache.statistics.bytes == 0)
    }

    @Test
    func `many threads at once leave the sum exact`() async {
        let cache = MemoryCache<Int, Int>(capacity: 500_000, shards: 4)

        await withTaskGroup { group in
            for task in 0..<8 {
                group.addTask {
                    var random = SeededGenerator(seed: UInt64(task))
                    for step in 0..<20_000 {
                        let key = Int.random(in: 0..<2_000, using: &random)
                        if cache.get(key) == nil { cache.set(key, step, cost: key) }
                        if step.isMultiple(of: 7) { cache.delete(key) }
                    }
                }
            }
        }

        #expect(cache.statistics.bytes == cache.recount)
        #expect(cache.statistics.bytes <= 500_000)
    }

    @Test
    func `updates of one entry from many tasks are not lost`() async {
        let cache = MemoryCache<Int, Int>(capacity: 500_000, shards: 4)
        cache.set(1, 0, cost: 8)

        await withTaskGroup { group in
            for _ in 0..<64 {
                group.addTask {
                    for _ in 0..<100 { cache.update(1) { $0?.value += 1 } }
                }
            }
        }

        #expect(cache.get(1) == 6_400)
    }
}
