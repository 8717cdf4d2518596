import RenderCache
import Testing

@Suite("Keys of cached values")
struct CacheKeyTests {
    @Test
    func `parts are not confused with the separator between them`() {
        #expect(CacheKey("a", "b/c") != CacheKey("a/b", "c"))
        #expect(CacheKey("a", "b%2Fc") != CacheKey("a", "b/c"))
    }

    @Test
    func `a part may be empty`() {
        #expect(CacheKey("a", "", "b") != CacheKey("a", "b"))
    }

    @Test
    func `text that only looks the same is another key`() {
        #expect(CacheKey("\u{E9}") != CacheKey("e\u{301}"))
        #expect(Set([CacheKey("\u{E9}"), CacheKey("e\u{301}")]).count == 2)
    }
}
