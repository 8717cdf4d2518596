import BSON
import MongoClient
import TestSupport
import Testing

@Suite("Accounts", .database, .needsServer, .timeLimit(.minutes(10)))
struct AccountTests {
    private let newPassword = "paper brush stone ink"

    private func passwords(_ current: String, _ new: String) -> KeyValuePairs<String, String> {
        ["currentPassword": current, "newPassword": new]
    }

    @Test func `the account is for those who are signed in`() async throws {
        try await TestBlog.run { blog in
            _ = try await blog.owner()
            var visitor = blog.visitor

            let page = try await visitor.get("/account")

            #expect(page["location"] == "/signin?next=%2Faccount")
        }
    }

    @Test func `a person sees where they are signed in`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await blog.signedIn("ada")

            let page = try await owner.get("/account")

            #expect(page.text.ranges(of: "<p class=\"session-name\">").count == 2)
            #expect(page.text.ranges(of: "This device").count == 1)
            #expect(page.text.contains("from 127.0.0.1"))
        }
    }

    @Test func `a device is signed out from another`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            var telephone = try await blog.signedIn("ada")
            let page = try await owner.get("/account").text
            let id = try #require(page.firstValue(of: "session"))

            let answer = try await owner.submit(
                ["session": id], to: "/account/sessions/end", from: "/account")

            let there = try await telephone.get("/write")
            let here = try await owner.get("/account")
            #expect(answer["location"] == "/account")
            #expect(there.status == 303)
            #expect(here.flashes == ["You are signed out there."])
        }
    }

    @Test func `nobody signs others out`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await blog.signedIn("ada")
            var author = try await blog.author("bo", addedBy: &owner)
            let page = try await owner.get("/account").text
            let id = try #require(page.firstValue(of: "session"))

            _ = try await author.submit(
                ["session": id], to: "/account/sessions/end", from: "/account")
            _ = try await author.submit(to: "/account/sessions/end-others", from: "/account")

            let list = try await owner.get("/account").text
            #expect(list.ranges(of: "<p class=\"session-name\">").count == 2)
        }
    }

    @Test func `everywhere else is signed out at once`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            var telephone = try await blog.signedIn("ada")

            _ = try await owner.submit(to: "/account/sessions/end-others", from: "/account")

            let there = try await telephone.get("/write")
            let here = try await owner.get("/write")
            #expect([there.status, here.status] == [303, 200])
        }
    }

    @Test func `changing the password signs out everywhere else and changes the token`()
        async throws
    {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            var telephone = try await blog.signedIn("ada")
            let before = owner.cookie

            let answer = try await owner.submit(
                passwords(TestBlog.password, newPassword), to: "/account/password",
                from: "/account")

            let there = try await telephone.get("/write")
            let here = try await owner.get("/write")
            let sessions = try await TestDatabase.collection("sessions").count(
                ["owner": ["$gt": ""]])
            #expect(answer["location"] == "/account")
            #expect(owner.cookie != before)
            #expect([there.status, here.status] == [303, 200])
            #expect(sessions == 1)
        }
    }

    @Test func `after a change the new password opens and the old one does not`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.submit(
                passwords(TestBlog.password, newPassword), to: "/account/password",
                from: "/account")
            var (first, second) = (blog.visitor, blog.visitor)

            let old = try await first.signIn("ada", password: TestBlog.password)
            let new = try await second.signIn("ada", password: newPassword)

            #expect([old.status, new.status] == [422, 303])
        }
    }

    @Test(
        "a password is not changed without the current one, or to a bad one",
        arguments: [
            ("not the password", "paper brush stone ink", "That is not your password."),
            (TestBlog.password, "short", "Use at least 8 characters"),
            (TestBlog.password, "", "Use at least 8 characters"),
        ])
    func refuses(current: String, new: String, problem: String) async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            var telephone = try await blog.signedIn("ada")

            let answer = try await owner.submit(
                passwords(current, new), to: "/account/password", from: "/account")

            let there = try await telephone.get("/write")
            #expect(answer.status == 422)
            #expect(answer.text.contains(problem))
            #expect(!answer.text.contains("value=\"\(current)\""))
            #expect(there.status == 200)
        }
    }

    @Test func `whoever finds a browser open may not guess the password`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            for _ in 0..<10 {
                _ = try await owner.submit(
                    passwords("wrong", newPassword), to: "/account/password", from: "/account")
            }

            let answer = try await owner.submit(
                passwords(TestBlog.password, newPassword), to: "/account/password",
                from: "/account")

            #expect(answer.status == 429)
            #expect(answer["retry-after"] != nil)
        }
    }

    @Test(
        "who asks for it stays signed in when the browser is closed",
        arguments: [(false, false), (true, true)])
    func remembers(asks: Bool, isKept: Bool) async throws {
        try await TestBlog.run { blog in
            _ = try await blog.owner()
            var visitor = blog.visitor
            let fields: KeyValuePairs =
                asks
                ? ["username": "ada", "password": TestBlog.password, "remember": "yes"]
                : ["username": "ada", "password": TestBlog.password]

            let answer = try await visitor.submit(fields, to: "/signin")

            let cookie = try #require(answer.all("set-cookie").first { $0.hasPrefix("session=") })
            #expect(cookie.contains("Max-Age") == isKept)
        }
    }

    @Test func `a mistake at the door leaves the choice to stay as it was`() async throws {
        try await TestBlog.run { blog in
            _ = try await blog.owner()
            var visitor = blog.visitor

            let answer = try await visitor.submit(
                ["username": "ada", "password": "wrong", "remember": "yes"], to: "/signin")

            #expect(answer.text.contains("aria-describedby=\"remember-hint\" checked>"))
        }
    }
}
