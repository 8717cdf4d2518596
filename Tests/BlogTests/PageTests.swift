import TestSupport
import Testing

@Suite("Pages", .database, .needsServer, .timeLimit(.minutes(10)))
struct PageTests {
    private func expectPage(_ page: RawResponse, _ heading: String) {
        #expect(page.text.hasPrefix("<!doctype html>"))
        #expect(page.text.hasSuffix("</html>\n"))
        #expect(page.text.components(of: "<h1").count == 2)
        #expect(page.text.contains(heading))
        #expect(!page.text.contains("{{"))
    }

    @Test(
        "a page of a site without an owner is whole",
        arguments: [("/", "still blank"), ("/setup", "Set up your blog")])
    func fresh(address: String, heading: String) async throws {
        try await TestBlog.run { blog in
            var visitor = blog.visitor

            expectPage(try await visitor.get(address), heading)
        }
    }

    @Test(
        "a page of a site without posts is whole",
        arguments: [(true, "The ink is ready"), (false, "Nothing to read")])
    func empty(isSignedIn: Bool, heading: String) async throws {
        try await TestBlog.run { blog in
            let owner = try await blog.owner()
            var browser = isSignedIn ? owner : blog.visitor

            expectPage(try await browser.get("/"), heading)
        }
    }

    @Test(
        "a page is whole",
        arguments: [
            ("/", "On ink"), ("/posts/on-ink", "On ink"), ("/tags/tea", "Posts on “tea”"),
            ("/authors/ada", "Posts by Ada Lovelace"), ("/write", "Write a post"),
            ("/posts/on-ink/edit", "Edit the post"), ("/posts/on-ink/delete", "Delete this post?"),
            ("/admin/people", "Add someone who writes"), ("/signin", "Sign in"),
            ("/nowhere", "Page not found"),
        ], [true, false])
    func pages(page: (address: String, heading: String), isSignedIn: Bool) async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            let draft = PostDraft(tags: "tea, ink", alt: "Colors", picture: Photograph.small)
            _ = try await owner.publish(draft)
            _ = try await owner.save(PostDraft(tags: "tea", alt: "Colors"), at: "/posts/on-ink")
            var browser = isSignedIn ? owner : blog.visitor
            var answer = try await browser.get(page.address)
            let needsSignIn = answer.status == 303
            if let location = answer["location"] { answer = try await browser.get(location) }

            expectPage(answer, needsSignIn ? "Sign in" : page.heading)
        }
    }
}

extension String {
    fileprivate func components(of separator: String) -> [Substring] {
        split(separator: separator, omittingEmptySubsequences: false)
    }
}
