import FoundationEssentials
import TestSupport
import Testing
import Web

@Suite("Lists of sessions")
struct SessionListTests {
    private let firefox =
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
    private let telephone = """
        User-Agent: Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 \
        (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1
        """

    @Test func `a person sees each device, this one first, then the last used`() async throws {
        try await TestSite.run { site in
            var (desk, phone, other) = (site.visitor, site.visitor, site.visitor)
            _ = try await desk.submit("/signin", "a=ada", headers: [firefox])
            site.clock.advance(by: 600)
            _ = try await phone.submit("/signin", "a=ada", headers: [telephone])
            site.clock.advance(by: 600)
            _ = try await other.submit("/signin", "a=ada")
            site.clock.advance(by: 600)

            let list = try await desk.get("/everywhere").text

            let names = list.split(separator: "\n").map { $0.prefix { $0 != "=" } }
            #expect(
                names == ["Firefox on Linux*", "An unknown browser", "Safari on iPhone"])
        }
    }

    @Test func `nobody sees the sessions of others`() async throws {
        try await TestSite.run { site in
            var (ada, eve, visitor) = (site.visitor, site.visitor, site.visitor)
            _ = try await ada.submit("/signin", "a=ada")
            _ = try await eve.submit("/signin", "a=eve")

            let seen = try await eve.get("/everywhere").text
            let nothing = try await visitor.get("/everywhere").text

            #expect(seen.split(separator: "\n").count == 1)
            #expect(nothing.isEmpty)
        }
    }

    @Test func `a session that has expired is not listed`() async throws {
        try await TestSite.run { site in
            var (old, new) = (site.visitor, site.visitor)
            _ = try await old.submit("/signin", "a=ada")
            site.clock.advance(by: 13 * 3600)
            _ = try await new.submit("/signin", "a=ada")

            let list = try await new.get("/everywhere").text

            #expect(list.split(separator: "\n").count == 1)
        }
    }

    @Test func `one session is ended and no other`() async throws {
        try await TestSite.run { site in
            var (desk, phone, other) = (site.visitor, site.visitor, site.visitor)
            _ = try await desk.submit("/signin", "a=ada")
            _ = try await phone.submit("/signin", "a=ada", headers: [telephone])
            _ = try await other.submit("/signin", "a=ada")
            let id = try await phone.currentID()

            let answer = try await desk.submit("/end", "a=" + id)

            let owners = [
                try await desk.get("/whoami").text, try await phone.get("/whoami").text,
                try await other.get("/whoami").text,
            ]
            #expect(answer.text == "true")
            #expect(owners == ["ada", "nobody", "ada"])
        }
    }

    @Test func `nobody ends the sessions of others`() async throws {
        try await TestSite.run { site in
            var (ada, eve, visitor) = (site.visitor, site.visitor, site.visitor)
            _ = try await ada.submit("/signin", "a=ada")
            _ = try await eve.submit("/signin", "a=eve")
            let id = try await ada.currentID()

            let answers = [
                try await eve.submit("/end", "a=" + id).text,
                try await visitor.submit("/end", "a=" + id).text,
                try await visitor.submit("/end-others").text,
            ]

            let owner = try await ada.get("/whoami").text
            #expect(answers == ["false", "false", "0"])
            #expect(owner == "ada")
        }
    }

    @Test func `ending one's own session is signing out`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            _ = try await visitor.submit("/signin", "a=ada")
            let id = try await visitor.currentID()

            _ = try await visitor.submit("/end", "a=" + id)

            #expect(visitor.cookie == nil)
            #expect(await site.store.records.isEmpty)
        }
    }

    @Test func `all others are ended at once`() async throws {
        try await TestSite.run { site in
            var (desk, phone, eve) = (site.visitor, site.visitor, site.visitor)
            _ = try await phone.submit("/signin", "a=ada")
            _ = try await eve.submit("/signin", "a=eve")
            _ = try await desk.submit("/signin", "a=ada")

            let answer = try await desk.submit("/end-others")

            let owners = [
                try await desk.get("/whoami").text, try await phone.get("/whoami").text,
                try await eve.get("/whoami").text,
            ]
            #expect(answer.text == "1")
            #expect(owners == ["ada", "nobody", "eve"])
        }
    }

    @Test(
        "what is no name of a session ends none", arguments: ["", "zz", "00"])
    func refusesNames(name: String) async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            _ = try await visitor.submit("/signin", "a=ada")

            let answer = try await visitor.submit("/end", "a=" + name)

            #expect(answer.text == "false")
        }
    }

    @Test(
        "a browser is called what people call it",
        arguments: [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0 Safari/537.36 Edg/130.0",
                "Edge on Windows"
            ),
            (
                "Mozilla/5.0 (Linux; Android 15) Chrome/130.0 Mobile Safari/537.36",
                "Chrome on Android"
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15",
                "Safari on Mac"
            ),
            (
                "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Chrome/130.0 Safari/537.36",
                "Chrome on ChromeOS"
            ),
            ("curl/8.5.0", "curl"), ("Lynx (Linux)", "A browser on Linux"),
            ("<script>alert(1)</script>", "An unknown browser"),
        ])
    func names(userAgent: String, name: String) async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            _ = try await visitor.submit("/signin", "a=ada", headers: ["User-Agent: " + userAgent])

            let list = try await visitor.get("/everywhere").text

            #expect(list.prefix { $0 != "*" } == name)
        }
    }
}

extension Browser {
    /// What names the session that the browser is in.
    fileprivate mutating func currentID() async throws -> String {
        let list = try await get("/everywhere").text
        return list.split(separator: "\n").first { $0.contains("*=") }?
            .split(separator: "=").last.map(String.init) ?? ""
    }
}
