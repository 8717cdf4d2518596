import BSON
import MongoClient
import TestSupport
import Testing

@Suite("Signing in", .database, .needsServer, .timeLimit(.minutes(10)))
struct SignInTests {
    @Test func `a wrong password and an unknown name get the same page`() async throws {
        try await TestBlog.run { blog in
            _ = try await blog.owner()
            var first = blog.visitor
            var second = blog.visitor

            let wrong = try await first.signIn("ada", password: "not the password")
            let unknown = try await second.signIn("eve", password: "not the password")

            #expect([wrong.status, unknown.status] == [422, 422])
            #expect(wrong.page(without: "ada") == unknown.page(without: "eve"))
            #expect(wrong.headerNames == unknown.headerNames)
        }
    }

    @Test func `after a mistake the name is kept and the password is not`() async throws {
        try await TestBlog.run { blog in
            _ = try await blog.owner()
            var visitor = blog.visitor

            let answer = try await visitor.signIn("ada", password: "not the password")

            #expect(answer.text.firstValue(of: "username") == "ada")
            #expect(!answer.text.contains("not the password"))
            #expect(answer.flashes == ["That username and password do not belong together."])
        }
    }

    @Test func `signing in gives a new token`() async throws {
        try await TestBlog.run { blog in
            _ = try await blog.owner()
            var visitor = blog.visitor
            _ = try await visitor.get("/signin")
            var planted = visitor

            _ = try await visitor.signIn("ada", password: TestBlog.password)

            let signedIn = try await visitor.get("/write")
            let other = try await planted.get("/write")
            #expect(visitor.cookie != planted.cookie)
            #expect([signedIn.status, other.status] == [200, 303])
        }
    }

    @Test func `signing in again ends the session before`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            var old = owner

            _ = try await owner.signIn("ada", password: TestBlog.password)

            let answer = try await old.get("/write")
            #expect(answer.status == 303)
            #expect(
                try await TestDatabase.collection("sessions").count(["owner": ["$gt": ""]]) == 1)
        }
    }

    @Test func `the cookie is for this site and not for scripts`() async throws {
        try await TestBlog.run { blog in
            _ = try await blog.owner()
            var visitor = blog.visitor

            let answer = try await visitor.signIn("ada", password: TestBlog.password)

            let cookie = try #require(answer["set-cookie"])
            #expect(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Lax"))
        }
    }

    @Test func `signing out ends the session on the server`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            var stolen = owner

            let answer = try await owner.submit(to: "/signout", from: "/write")

            let page = try await stolen.get("/write")
            #expect(answer.status == 303)
            #expect(page.status == 303)
            #expect(
                try await TestDatabase.collection("sessions").count(["owner": ["$gt": ""]]) == 0)
        }
    }

    @Test func `an address does not sign anybody out`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()

            let answer = try await owner.get("/signout")

            let page = try await owner.get("/write")
            #expect(answer.status == 405)
            #expect(answer["allow"] == "OPTIONS, POST")
            #expect(page.status == 200)
        }
    }

    @Test func `who must sign in first goes on from there`() async throws {
        try await TestBlog.run { blog in
            _ = try await blog.owner()
            var visitor = blog.visitor
            let sent = try await visitor.get("/write")
            let page = try await visitor.get(try #require(sent["location"]))
            let next = try #require(page.text.firstValue(of: "next"))

            let answer = try await visitor.submit(
                ["username": "ada", "password": TestBlog.password, "next": next], to: "/signin")

            #expect(sent.status == 303)
            #expect(page.flashes == ["Sign in to go on."])
            #expect(answer["location"] == "/write")
        }
    }

    @Test(
        "signing in never leads to another site",
        arguments: ["https://evil.test/", "//evil.test", "/\\evil.test", "javascript:alert(1)", ""])
    func staysHere(next: String) async throws {
        try await TestBlog.run { blog in
            _ = try await blog.owner()
            var visitor = blog.visitor

            let answer = try await visitor.submit(
                ["username": "ada", "password": TestBlog.password, "next": next], to: "/signin")

            #expect(answer["location"] == "/")
        }
    }

    @Test func `a session outlives the server`() async throws {
        let options = TestBlog.Options()
        var owner = Browser(port: 0)
        try await TestBlog.run(options) { owner = try await $0.owner() }

        try await TestBlog.run(options) { blog in
            var same = blog.visitor
            same.cookie = owner.cookie

            let page = try await same.get("/write")

            #expect(page.status == 200)
        }
    }

    @Test func `neither tokens nor passwords are stored`() async throws {
        try await TestBlog.run { blog in
            let owner = try await blog.owner()
            let token = try #require(owner.cookie).split(separator: "=")[1].prefix(20)

            let users = try await TestDatabase.collection("users").findOne([:])
            let sessions = try await TestDatabase.collection("sessions").findOne([:])

            let stored = try [#require(users), #require(sessions)].flatMap(\.bytes)
            let text = String(decoding: stored, as: UTF8.self)
            #expect(text.contains("$argon2id$"))
            #expect(!text.contains(TestBlog.password))
            #expect(!text.contains(token))
        }
    }
}

extension RawResponse {
    /// The page as it is for everyone: without its token and the name typed.
    fileprivate func page(without name: String) -> String {
        let token = text.firstValue(of: "_csrf") ?? ""
        return text.replacing(token, with: "").replacing("value=\"\(name)\"", with: "value=\"\"")
    }

    fileprivate var headerNames: [String] {
        headers.map { $0.name.lowercased() }.sorted()
    }
}
