import NIOCore
import RenderCache
import Testing

@Suite("Memory store")
struct MemoryStoreTests {
    @Test
    func `a slice of a large buffer does not keep all of it`() async {
        let store = MemoryStore(capacity: 8 << 20)
        var large = ByteBuffer(repeating: 1, count: 1 << 20)
        let slice = large.readSlice(length: 100)

        _ = await store.set(CacheKey("slice"), slice ?? large, timeout: nil)

        #expect(store.statistics.bytes < 2_000)
    }

    @Test
    func `what is held is counted with its keys`() async {
        let store = MemoryStore(capacity: 8 << 20)

        for number in 0..<100 {
            let key = CacheKey(String(repeating: "k", count: 1_000), "\(number)")
            _ = await store.set(key, ByteBuffer(repeating: 1, count: 1_024), timeout: nil)
        }

        #expect(store.statistics.entries == 100)
        #expect((200_000...300_000).contains(store.statistics.bytes))
    }

    @Test
    func `a store that is full takes what is new`() async {
        let store = MemoryStore(capacity: 1 << 20)

        for number in 0..<1_000 {
            let key = CacheKey("\(number)")
            _ = await store.claim(key, lifetime: .seconds(10), refreshBelow: nil) as CacheClaim
            _ = await store.set(key, ByteBuffer(repeating: 1, count: 10_000), timeout: nil)
        }

        #expect(store.statistics.bytes <= 1 << 20)
        #expect(store.statistics.evictions > 800)
    }
}
