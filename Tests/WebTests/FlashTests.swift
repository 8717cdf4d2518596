import TestSupport
import Testing
import Web

@Suite("Flash")
struct FlashTests {
    @Test func `messages are shown in order, once, and are not stored`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            _ = try await visitor.submit("/flash", "a=one&a=two")

            let first = try await visitor.get("/flashes")
            let second = try await visitor.get("/flashes")

            #expect(first.text == "success:one|success:two|warning:now")
            #expect(first["cache-control"] == "no-store")
            #expect(second.text == "warning:now")
        }
    }

    @Test func `a visitor who has no cookie yet has messages, too`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            let answer = try await visitor.get("/leave-flash")

            let shown = try await visitor.get("/flashes").text

            let cookie = try #require(answer["set-cookie"])
            #expect(shown == "error:left|warning:now")
            #expect(!cookie.contains("Max-Age"))
        }
    }

    @Test func `of twenty pages at the same time one shows the message`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            _ = try await visitor.submit("/flash", "a=one")

            let pages = try await withThrowingTaskGroup(of: String.self) { [visitor] group in
                for _ in 0..<20 {
                    group.addTask {
                        var same = visitor
                        return try await same.get("/flashes").text
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }

            #expect(pages.filter { $0.contains("one") }.count == 1)
        }
    }

    @Test(
        "a page that nobody sees takes no message",
        arguments: [
            ("HEAD", []), ("GET", ["Sec-Purpose: prefetch"]), ("GET", ["Purpose: prefetch"]),
            ("GET", ["Sec-Purpose: prefetch;prerender"]), ("GET", ["X-Moz: prefetch"]),
            ("GET", ["Sec-Fetch-Dest: empty"]), ("GET", ["Sec-Fetch-Dest: image"]),
        ])
    func keepsForPeople(method: String, headers: [String]) async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            _ = try await visitor.submit("/flash", "a=one")

            _ = try await visitor.get("/flashes", method: method, headers: headers)

            let shown = try await visitor.get("/flashes").text
            #expect(shown == "success:one|warning:now")
        }
    }

    @Test(
        "a response that shows nothing leaves the message waiting",
        arguments: [
            "/take-and-redirect", "/take-and-say-unchanged", "/take-and-fail", "/take-and-refuse",
            "/take-and-be-empty", "/take-and-hang", "/whoami", "/missing",
        ])
    func survives(address: String) async throws {
        var options = TestSite.Options()
        // The others are to be answered in time, however busy the machine.
        if address == "/take-and-hang" { options.settings.requestDeadline = .seconds(3) }
        try await TestSite.run(options) { site in
            var visitor = site.visitor
            _ = try await visitor.submit("/flash", "a=one&a=two")

            let between = try await visitor.get(address)

            let shown = try await visitor.get("/flashes").text
            #expect(!between.text.contains("one"))
            #expect(shown == "success:one|success:two|warning:now")
        }
    }

    @Test func `a chain of redirects leaves the message for the page at its end`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            _ = try await visitor.submit("/flash", "a=one")
            var answer = try await visitor.get("/hop/3")
            var hops = 0

            while let next = answer["location"] {
                hops += 1
                answer = try await visitor.get(next)
            }

            #expect(hops == 4)
            #expect(answer.text == "success:one|warning:now")
        }
    }

    @Test func `messages of some categories are taken and the others wait`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            _ = try await visitor.submit("/flash", "a=one&a=error:bad&a=two&a=odd:rare")

            let errors = try await visitor.get("/flashes-of/error").text
            let again = try await visitor.get("/flashes-of/error").text
            let others = try await visitor.get("/flashes").text

            #expect(errors == "error:bad")
            #expect(again == "")
            #expect(others == "success:one|success:two|odd:rare|warning:now")
        }
    }

    @Test func `one request gets the same messages each time it asks`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            _ = try await visitor.submit("/flash", "a=one&a=error:bad")

            let shown = try await visitor.get("/take-again").text

            #expect(shown == "bad;bad,one;one")
        }
    }

    @Test(
        "messages that are kept are shown once more",
        arguments: ["/keep-before", "/keep-after"])
    func keeps(address: String) async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            _ = try await visitor.submit("/flash", "a=one&a=two")

            let first = try await visitor.get(address).text
            let second = try await visitor.get("/flashes").text
            let third = try await visitor.get("/flashes").text

            #expect(first == "success:one|success:two")
            #expect(second == "success:one|success:two|warning:now")
            #expect(third == "warning:now")
        }
    }

    @Test func `too many are dropped, the oldest first, and the session stays`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            _ = try await visitor.submit("/signin", "a=ada")
            let form = (0..<25).map { "a=\($0)" }.joined(separator: "&")

            _ = try await visitor.submit("/flash", form)

            let texts = await site.store.records.values.flatMap { $0.flashes.map(\.text) }
            let owner = try await visitor.get("/whoami").text
            #expect(texts == (5..<25).map(String.init))
            #expect(owner == "ada")
            #expect(
                site.log.all.filter { $0.hasPrefix("warning Flash messages were dropped") }.count
                    == 5)
        }
    }

    @Test(
        "a long message is cut between characters, and the log says so",
        arguments: [
            (String(repeating: "x", count: 10_000), 1000),
            (String(repeating: "中", count: 1000), 999),
            ("e" + String(repeating: "\u{301}", count: 5000), 999),
        ])
    func cuts(text: String, bytes: Int) async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            let form = text.utf8.map { "%" + String($0, radix: 16) }.joined()

            _ = try await visitor.submit("/flash", "a=" + form)

            let stored = await site.store.records.values.flatMap { $0.flashes.map(\.text) }
            let kept = try #require(stored.first)
            #expect(kept.utf8.count == bytes + "…".utf8.count)
            #expect(kept.hasSuffix("…"))
            #expect(site.log.all.contains { $0.hasPrefix("warning A flash message was cut short") })
        }
    }

    @Test func `markup in a message is text`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            _ = try await visitor.submit("/flash", "a=%3Cb%3E%E4%B8%AD")

            let shown = try await visitor.get("/flashes").text

            #expect(shown == "success:<b>中|warning:now")
        }
    }

    @Test func `a page without a message may be kept by a cache`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            _ = try await visitor.submit("/flash", "a=one")
            _ = try await visitor.get("/flashes")

            let page = try await visitor.get("/flashes-of/error")

            #expect(page["cache-control"] == "private, no-cache")
        }
    }
}
