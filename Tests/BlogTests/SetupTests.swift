import MongoClient
import TestSupport
import Testing

@Suite("Set-up", .database, .needsServer, .timeLimit(.minutes(10)))
struct SetupTests {
    @Test func `a new site leads to its set-up`() async throws {
        try await TestBlog.run { blog in
            var visitor = blog.visitor

            let home = try await visitor.get("/")

            #expect(home.status == 200)
            #expect(home.text.contains("href=\"/setup\""))
            #expect(!home.text.contains("href=\"/signin\""))
        }
    }

    @Test func `set-up makes the owner, the site and a session`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()

            let home = try await owner.get("/")

            #expect(home.text.contains("<title>Ink &amp; Stone</title>"))
            #expect(home.text.contains("Ada Lovelace"))
            #expect(home.text.contains("href=\"/admin/people\""))
            #expect(!home.text.contains("href=\"/setup\""))
        }
    }

    @Test func `set-up is done once`() async throws {
        try await TestBlog.run { blog in
            var late = blog.visitor
            let token = try await late.token(on: "/setup")
            _ = try await blog.owner()

            let form = try await late.get("/setup")
            let answer = try await late.post(
                "/setup",
                "_csrf=\(token)&siteTitle=B&displayName=Eve&username=eve&password=correct+horse")

            #expect([form.status, answer.status] == [303, 303])
            #expect([form["location"], answer["location"]] == ["/", "/signin"])
            #expect(try await TestDatabase.collection("users").count() == 1)
        }
    }

    @Test func `of set-ups at the same moment one makes the owner`() async throws {
        try await TestBlog.run { blog in
            var people: [(browser: Browser, token: String)] = []
            for _ in 0..<6 {
                var browser = blog.visitor
                let token = try await browser.token(on: "/setup")
                people.append((browser, token))
            }

            let locations = try await withThrowingTaskGroup(of: String?.self) { group in
                for (number, person) in people.enumerated() {
                    group.addTask {
                        var browser = person.browser
                        return try await browser.post(
                            "/setup",
                            "_csrf=\(person.token)&siteTitle=S&displayName=N&username=u\(number)"
                                + "&password=correct+horse")["location"]
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }

            #expect(locations.filter { $0 == "/" }.count == 1)
            #expect(locations.filter { $0 == "/signin" }.count == 5)
            #expect(try await TestDatabase.collection("users").count() == 1)
            #expect(try await TestDatabase.collection("settings").count() == 1)
        }
    }

    @Test func `a form with mistakes comes back with the words and without the password`()
        async throws
    {
        try await TestBlog.run { blog in
            var visitor = blog.visitor

            let answer = try await visitor.submit(
                [
                    "siteTitle": "Kept", "displayName": "Also kept", "username": "no spaces",
                    "password": "ink ink ink",
                ], to: "/setup")

            #expect(answer.status == 422)
            #expect(answer.text.contains("value=\"Kept\""))
            #expect(answer.text.contains("value=\"Also kept\""))
            #expect(answer.text.contains("value=\"no spaces\""))
            #expect(!answer.text.contains("ink ink ink"))
            #expect(try await TestDatabase.collection("users").count() == 0)
        }
    }

    @Test func `only the owner adds people`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            var author = try await blog.author("bob", addedBy: &owner)

            let page = try await author.get("/admin/people")
            let answer = try await author.submit(
                ["displayName": "Eve", "username": "eve", "password": "correct horse"],
                to: "/admin/people", from: "/write")

            #expect([page.status, answer.status] == [403, 403])
            #expect(try await TestDatabase.collection("users").count() == 2)
        }
    }

    @Test func `a username is given once, in any case of letters`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()

            let answer = try await owner.submit(
                ["displayName": "Other", "username": "ADA", "password": "correct horse"],
                to: "/admin/people")

            #expect(answer.status == 409)
            #expect(try await TestDatabase.collection("users").count() == 1)
        }
    }
}
