import FoundationEssentials
import TestSupport
import Testing
import Web

@Suite("Sessions")
struct SessionTests {
    @Test func `who only reads gets no cookie and nothing is written`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            let home = try await visitor.get("/")
            _ = try await visitor.get("/whoami")

            #expect(home["set-cookie"] == nil)
            #expect(await site.store.writes == 0)
        }
    }

    @Test func `a form gives a cookie and writes nothing`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            let response = try await visitor.get("/form")

            let cookie = try #require(response["set-cookie"])
            #expect(cookie.contains("; Path=/; HttpOnly; SameSite=Lax"))
            #expect(!cookie.contains("Secure"))
            #expect(response["cache-control"] == "no-store")
            #expect(await site.store.writes == 0)
        }
    }

    @Test func `over TLS the cookie is bound to the host`() async throws {
        var options = TestSite.Options()
        options.settings = WebSettings(secretKey: .random(), origin: "https://blog.test/")
        try await TestSite.run(options) { site in
            var visitor = site.visitor

            let response = try await visitor.get("/form")

            let cookie = try #require(response["set-cookie"])
            #expect(cookie.hasPrefix("__Host-session="))
            #expect(cookie.contains("; Secure"))
            #expect(response["strict-transport-security"] == "max-age=63072000")
        }
    }

    @Test func `signing in changes the token and keeps the old one from opening anything`()
        async throws
    {
        try await TestSite.run { site in
            var visitor = site.visitor
            _ = try await visitor.submit("/flash", "a=before")
            let before = visitor.cookie

            _ = try await visitor.submit("/signin", "a=ada")

            var thief = site.visitor
            thief.cookie = before
            let thiefIs = try await thief.get("/whoami").text
            let visitorIs = try await visitor.get("/whoami").text
            #expect(visitor.cookie != before)
            #expect(thiefIs == "nobody")
            #expect(visitorIs == "ada")
            #expect(await site.store.records.count == 1)
        }
    }

    @Test func `messages that wait come along when signing in`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            _ = try await visitor.submit("/flash", "a=before")

            _ = try await visitor.submit("/signin", "a=ada")

            let shown = try await visitor.get("/flashes").text
            #expect(shown == "success:before|warning:now")
        }
    }

    @Test func `signing out ends the session in the store`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            _ = try await visitor.submit("/signin", "a=ada")
            let cookie = visitor.cookie

            _ = try await visitor.submit("/signout")

            var thief = site.visitor
            thief.cookie = cookie
            let thiefIs = try await thief.get("/whoami").text
            #expect(visitor.cookie == nil)
            #expect(thiefIs == "nobody")
            #expect(await site.store.records.isEmpty)
        }
    }

    @Test func `the store keeps no token`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            _ = try await visitor.submit("/signin", "a=ada")

            let id = try #require(await site.store.records.keys.first)
            let cookie = try #require(visitor.cookie)
            var thief = site.visitor
            thief.cookie = "session=" + id.description
            let thiefIs = try await thief.get("/whoami").text
            #expect(!cookie.contains(id.description))
            #expect(thiefIs == "nobody")
        }
    }

    @Test func `a cookie with another signature is no cookie`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            _ = try await visitor.submit("/signin", "a=ada")
            let cookie = try #require(visitor.cookie)
            let last = cookie.last == "A" ? "E" : "A"

            visitor.cookie = cookie.dropLast() + last
            let owner = try await visitor.get("/whoami").text

            #expect(owner == "nobody")
        }
    }

    @Test func `a neighbour's cookie before ours does no harm`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            _ = try await visitor.submit("/signin", "a=ada")

            visitor.cookie = "session=planted; " + (visitor.cookie ?? "")
            let owner = try await visitor.get("/whoami").text

            #expect(owner == "ada")
        }
    }

    @Test(
        "a session ends after some time away, and at last in any case",
        arguments: [
            ([0.4], "", "ada"), ([0.6], "", "nobody"),
            (Array(repeating: 0.4, count: 17), "", "ada"),
            (Array(repeating: 0.4, count: 18), "", "nobody"),
            ([13.0], "remember=1", "ada"), ([15.0], "remember=1", "nobody"),
            ([13.0, 13, 13, 13, 13, 13], "remember=1", "ada"),
            ([13.0, 13, 13, 13, 13, 13, 13], "remember=1", "nobody"),
        ])
    func expires(days: [Double], form: String, owner: String) async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            _ = try await visitor.submit("/signin", "a=ada&" + form)

            var found = ""
            for day in days {
                site.clock.advance(by: day * 86_400)
                found = try await visitor.get("/whoami").text
            }

            #expect(found == owner)
        }
    }

    @Test(
        "the cookie outlives the browser only where that was asked for",
        arguments: [("a=ada", nil), ("a=ada&remember=1", "; Max-Age=7776000")])
    func remembers(form: String, age: String?) async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            let answer = try await visitor.submit("/signin", form)

            let cookie = try #require(answer["set-cookie"])
            #expect(
                cookie.firstRange(of: "; Max-Age").map { String(cookie[$0.lowerBound...]) } == age)
        }
    }

    @Test func `a new token is as much remembered as the one before`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            _ = try await visitor.submit("/signin", "a=ada&remember=1")
            let before = visitor.cookie
            site.clock.advance(by: 86_400)

            let answer = try await visitor.submit("/renew")

            let owner = try await visitor.get("/whoami").text
            #expect(answer["set-cookie"]?.contains("; Max-Age=7689600") == true)
            #expect(visitor.cookie != before)
            #expect(owner == "ada")
            #expect(await site.store.records.count == 1)
        }
    }
}
