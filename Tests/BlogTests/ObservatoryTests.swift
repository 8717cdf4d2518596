import TestSupport
import Testing

@Suite("Mozilla Observatory", .database, .needsServer, .timeLimit(.minutes(10)))
struct ObservatoryTests {
    private static let addresses = [
        "/", "/posts/on-ink", "/tags/tea", "/authors/ada", "/signin", "/write", "/nowhere",
        "/favicon.ico",
    ]

    @Test func `every page of the blog scores at least 130, kept or not`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.publish(PostDraft(tags: "tea"))
        }
        var options = TestBlog.Options()
        options.origin = "https://blog.example"
        var scores: [String: Int] = [:]

        try await TestBlog.run(options) { blog in
            var visitor = blog.visitor
            for address in Self.addresses {
                let host = "X-Forwarded-Host: blog.example"
                let plain = try await visitor.get(
                    address, headers: [host, "X-Forwarded-Proto: http"])
                for time in 1...3 {
                    let page = try await visitor.get(
                        address, headers: [host, "X-Forwarded-Proto: https"])
                    let score = ObservatoryScore(page: page, overPlainHTTP: plain)
                    scores["\(address) \(time)"] = score.total
                }
            }
        }

        #expect(scores.count == 3 * Self.addresses.count)
        #expect(scores.filter { $0.value < 130 } == [:])
    }
}
