import RenderCache
import Testing

/// What the documentation of `Cache` and `CacheRecorder` shows.
@Suite("The examples of the cache")
struct CacheExampleTests {
    private struct Post {
        let id: Int
        var version: Int
    }

    private func render(_ posts: Post...) async throws -> String {
        posts.map { "<h1>\($0.id), \($0.version)</h1>" }.joined()
    }

    @Test
    func `a page is made anew when its post has changed`() async throws {
        var saved = Post(id: 7, version: 1)
        let cache = Cache(store: MemoryStore())

        func page(_ post: Post) async throws -> String {
            try await cache.memoize("post", post.id, tags: ["post:\(post.id)"]) {
                try await render(post)
            }
        }

        #expect(try await page(saved) == "<h1>7, 1</h1>")

        saved.version = 2
        await cache.invalidate(tag: "post:7")

        #expect(try await page(saved) == "<h1>7, 2</h1>")
    }

    @Test
    func `a list says what it shows while it is made`() async throws {
        let cache = Cache(store: MemoryStore())
        let posts = [Post(id: 7, version: 1), Post(id: 8, version: 1)]

        func page(_ name: String) async throws -> String {
            try await cache.memoize("tag", name, tags: ["tag:\(name)"]) { recorder in
                recorder.tag(posts.map { "post:\($0.id)" })
                return try await render(posts[0], posts[1])
            }
        }

        #expect(try await page("swift") == "<h1>7, 1</h1><h1>8, 1</h1>")
    }
}
