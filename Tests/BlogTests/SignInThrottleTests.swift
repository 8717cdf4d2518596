import BSON
import MongoClient
import TestSupport
import Testing
import Web

@Suite("Guessing passwords", .database, .needsServer, .timeLimit(.minutes(10)))
struct SignInThrottleTests {
    private func options() -> TestBlog.Options {
        var options = TestBlog.Options()
        options.signIn.account = ThrottleSubject.Limit(burst: 3, interval: .seconds(600))
        return options
    }

    /// Tries wrong passwords until one is not looked at any more.
    private func guess(_ username: String, at blog: TestBlog) async throws {
        var stranger = blog.visitor
        for _ in 0..<3 { _ = try await stranger.signIn(username, password: "not the password") }
    }

    @Test func `after some wrong passwords the right one is not looked at either`() async throws {
        try await TestBlog.run(options()) { blog in
            _ = try await blog.owner()
            try await guess("ada", at: blog)
            var visitor = blog.visitor

            let answer = try await visitor.signIn("ADA", password: TestBlog.password)

            let wait = try #require(answer["retry-after"].flatMap { Int($0) })
            #expect(answer.status == 429)
            #expect((500...600).contains(wait))
            #expect(
                answer.flashes == [
                    "There were too many tries to sign in. Wait 10 minutes, then try again."
                ])
            #expect(answer.text.firstValue(of: "username") == "ADA")
        }
    }

    @Test func `whether there is such a person makes no difference`() async throws {
        try await TestBlog.run(options()) { blog in
            _ = try await blog.owner()
            try await guess("nobody", at: blog)
            var visitor = blog.visitor

            let answer = try await visitor.signIn("nobody", password: TestBlog.password)

            #expect(answer.status == 429)
        }
    }

    @Test func `where the owner has signed in before, strangers change nothing`() async throws {
        try await TestBlog.run(options()) { blog in
            var owner = try await blog.owner()
            _ = try await owner.submit(to: "/signout", from: "/write")
            try await guess("ada", at: blog)

            let answer = try await owner.signIn("ada", password: TestBlog.password)

            #expect(answer.status == 303)
        }
    }

    @Test func `a restart forgets no try, and other processes count along`() async throws {
        let options = options()
        try await TestBlog.run(options) { blog in
            _ = try await blog.owner()
            try await guess("ada", at: blog)
        }

        try await TestBlog.run(options) { blog in
            var visitor = blog.visitor

            let answer = try await visitor.signIn("ada", password: TestBlog.password)

            #expect(answer.status == 429)
        }
    }

    @Test func `no names are stored with the tries`() async throws {
        try await TestBlog.run { blog in
            var visitor = blog.visitor
            _ = try await visitor.get("/setup")
            _ = try await visitor.signIn("zoe", password: "not the password")

            let count = try await TestDatabase.collection("throttles").count()
            let tried = try await TestDatabase.collection("throttles").findOne([:])

            let text = String(decoding: try #require(tried).bytes, as: UTF8.self)
            #expect(count == 1)
            #expect(!text.contains("zoe"))
        }
    }
}
