import TestSupport
import Testing
import Web

@testable import Blog

@Suite("Addresses")
struct AddressTests {
    @Test(
        "an address of another form leads to the one that is linked",
        .database, .needsServer,
        arguments: [
            ("/Posts/on-ink/", "/posts/on-ink"), ("/tags/%74ea/?before=1", "/tags/tea?before=1"),
            ("/ADMIN/people", "/admin/people"), ("//signin", "/signin"),
        ])
    func canonical(address: String, canonical: String) async throws {
        try await TestBlog.run { blog in
            var visitor = blog.visitor

            let page = try await visitor.get(address)

            #expect(page.status == 308)
            #expect(page["location"] == canonical)
        }
    }

    @Test(.database, .needsServer)
    func `a blog with its database is ready, and keeps its metrics to itself`() async throws {
        try await TestBlog.run { blog in
            var visitor = blog.visitor

            let ready = try await visitor.get("/readyz")
            let metrics = try await visitor.get("/metrics")

            #expect(ready.status == 200)
            #expect(metrics.status == 404)
        }
    }

    @Test func `each thing has its own address`() {
        let addresses = [
            Address.post("a b"), Address.editPost("a b"), Address.deletePost("a b"),
            Address.tag("a b"), Address.author("a b"), Address.image("0123", 480),
        ]

        #expect(
            addresses == [
                "/posts/a%20b", "/posts/a%20b/edit", "/posts/a%20b/delete", "/tags/a%20b",
                "/authors/a%20b", "/images/0123/480",
            ])
    }
}
