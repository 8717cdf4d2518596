import NIOCore
import RenderCache
import Testing

@Suite("The store that keeps nothing")
struct NullStoreTests {
    let store = NullStore()
    let key = CacheKey("key")

    @Test func `it refuses every value and says so`() async {
        #expect(await !store.set(key, "value"))
        #expect(await !store.add(key, "value"))
        #expect(await store.setMany([key: ByteBuffer(string: "value")], timeout: nil).isEmpty)
        #expect(await store.increment(key, by: 1, timeout: nil) == nil)
        #expect(await store.decrement(key, by: 1, timeout: nil) == nil)
        #expect(await store.text(key) == nil)
    }

    @Test func `whoever asks is to compute`() async {
        #expect(await store.claim(key) == .won(stale: nil))
        #expect(await store.claim(key) == .won(stale: nil))
    }

    @Test func `there is nothing to clear, so it is clear`() async {
        #expect(await store.clear())
    }
}
