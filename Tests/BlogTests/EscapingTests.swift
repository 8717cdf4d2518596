import TestSupport
import Testing

/// Whatever people type comes out as text.
///
/// Combining marks stand where naive escaping misses the character before them.
@Suite("Markup in what people type", .database, .needsServer, .timeLimit(.minutes(10)))
struct EscapingTests {
    static let hostile = [
        "<script>alert(1)</script>", "<\u{301}script>alert(1)<\u{301}/script>",
        "\" onload=\"alert(1)", "\"\u{301} onload=\"\u{301}alert(1)",
        "' onload='alert(1)", "'\u{301}><\u{301}img src=x onerror=alert(1)>",
        "</textarea><script>alert(1)</script>", "</title><script>alert(1)</script>",
        "&lt;script&gt;", "{{csrf}}", "{{{bodyHTML}}}",
    ]

    /// The text as a page must have it.
    private func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
    }

    private func expectText(_ text: String, _ page: RawResponse, _ place: Comment) {
        #expect(page.holds(escaped(text)), place)
        #expect(text == escaped(text) || !page.holds(text), place)
    }

    @Test("a title is text", arguments: hostile)
    func title(text: String) async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            let draft = PostDraft(title: text, picture: Photograph.small)
            let post = try #require(try await owner.publish(draft)["location"])

            for address in ["/", post, post + "/edit", post + "/delete", "/authors/ada"] {
                expectText(text, try await owner.get(address), "\(address)")
            }
            _ = try await owner.submit(to: post + "/delete")
            expectText(text, try await owner.get("/"), "flash")
        }
    }

    @Test("a body is Markdown and no markup", arguments: hostile)
    func body(text: String) async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            let post = try #require(
                try await owner.publish(PostDraft(body: "See: \(text)"))["location"])

            let pages = [try await owner.get("/"), try await owner.get(post)]

            for page in pages {
                for markup in ["<script>alert", "<\u{301}script>", "<img src=x", "<\u{301}img"] {
                    #expect(!page.holds(markup))
                }
            }
            expectText("See: \(text)", try await owner.get(post + "/edit"), "form")
        }
    }

    @Test("a tag is text", arguments: hostile.filter { !$0.contains("/") })
    func tag(text: String) async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            let post = try #require(try await owner.publish(PostDraft(tags: text))["location"])
            let page = try await owner.get(post)
            let link = try #require(page.text.firstRange(of: "<a href=\"/tags/")?.upperBound)
            let address = "/tags/" + page.text[link...].prefix { $0 != "\"" }

            let list = try await owner.get(address)

            expectText(text.lowercased(), page, "post")
            expectText(text.lowercased(), list, "list")
            #expect(list.titles == ["On ink"])
        }
    }

    @Test("a description of a picture is text", arguments: hostile)
    func alt(text: String) async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            let draft = PostDraft(alt: text, picture: Photograph.small)
            let post = try #require(try await owner.publish(draft)["location"])

            for address in ["/", post, post + "/edit"] {
                expectText(text, try await owner.get(address), "\(address)")
            }
        }
    }

    @Test("what comes back in a form is text", arguments: hostile)
    func forms(text: String) async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()

            let signIn = try await owner.signIn(text, password: "wrong")
            let people = try await owner.submit(
                ["username": text, "displayName": text, "password": ""], to: "/admin/people")
            let forged = try await owner.upload(
                "/posts",
                PostDraft(title: text, body: text, alt: text).multipart(token: "", version: ""))
            let next = try await owner.submit(
                ["username": "x", "password": "wrong", "next": text], to: "/signin")
            let post = try await owner.publish(
                PostDraft(title: text, body: "", tags: text, alt: text))

            expectText(text, signIn, "sign-in")
            expectText(text, next, "next")
            expectText(text, post, "post")
            expectText(text, forged, "forged")
            #expect(people.status == 422)
            #expect(people.holds("value=\"\(escaped(text))\""))
        }
    }

    @Test("names are text", arguments: hostile)
    func names(text: String) async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.submit(
                ["username": "eve", "displayName": text, "password": TestBlog.password],
                to: "/admin/people")
            let people = try await owner.get("/admin/people")
            var eve = try await blog.signedIn("eve")
            _ = try await eve.publish()

            expectText(text, people, "people")
            for address in ["/", "/posts/on-ink", "/authors/eve"] {
                expectText(text, try await eve.get(address), "\(address)")
            }
        }
    }

    @Test("the name of the site is text", arguments: hostile)
    func site(text: String) async throws {
        try await TestBlog.run { blog in
            var owner = blog.visitor
            _ = try await owner.submit(
                [
                    "siteTitle": text, "displayName": "Ada", "username": "ada",
                    "password": TestBlog.password,
                ], to: "/setup")

            for address in ["/", "/nowhere", "/signin"] {
                expectText(text, try await owner.get(address), "\(address)")
            }
        }
    }
}
