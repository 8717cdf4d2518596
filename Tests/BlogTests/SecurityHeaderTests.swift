import TestSupport
import Testing

@Suite("Security headers", .database, .needsServer, .timeLimit(.minutes(10)))
struct SecurityHeaderTests {
    private func expectHeaders(_ answer: RawResponse, _ place: Comment) {
        let policy = answer["content-security-policy"] ?? ""
        #expect(policy.contains("default-src 'none'"), place)
        #expect(policy.contains("frame-ancestors 'none'"), place)
        #expect(!policy.contains("unsafe"), place)
        #expect(answer["x-content-type-options"] == "nosniff", place)
        #expect(answer["referrer-policy"] == "same-origin", place)
        #expect(answer["cross-origin-opener-policy"] == "same-origin", place)
        #expect(answer["permissions-policy"] != nil, place)
        #expect(answer["x-request-id"] != nil, place)
        #expect(answer["server"] == nil, place)
    }

    @Test func `every answer has them`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            let redirect = try await owner.publish(PostDraft(picture: Photograph.small))
            let post = try await owner.get("/posts/on-ink")
            let picture = try #require(post.pictureAddresses.first)
            let addresses = [
                "/", "/write", "/signin", "/nowhere", "/signout", picture, "/favicon.ico",
            ]

            expectHeaders(redirect, "redirect")
            expectHeaders(try await owner.post("/posts", ""), "forged")
            for address in addresses { expectHeaders(try await owner.get(address), "\(address)") }
        }
    }

    @Test("a page with a form is kept by no cache", arguments: ["/signin", "/setup"])
    func forms(address: String) async throws {
        try await TestBlog.run { blog in
            var visitor = blog.visitor

            let page = try await visitor.get(address)

            #expect(page["cache-control"] == "no-store")
        }
    }

    @Test("who only reads gets no cookie", arguments: ["/", "/posts/on-ink", "/nowhere"])
    func readers(address: String) async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.publish()
            var reader = blog.visitor

            #expect(try await reader.get(address)["set-cookie"] == nil)
        }
    }
}
