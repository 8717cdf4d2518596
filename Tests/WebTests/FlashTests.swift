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

    @Test func `a redirect between leaves the message for the page`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            _ = try await visitor.submit("/flash", "a=one")

            _ = try await visitor.submit("/echo", "a=1")

            let shown = try await visitor.get("/flashes").text
            #expect(shown == "success:one|warning:now")
        }
    }

    @Test func `too much is cut and the session stays`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            _ = try await visitor.submit("/signin", "a=ada")
            let long = String(repeating: "x", count: 10_000)
            let form = (0..<30).map { "a=\($0)\(long)" }.joined(separator: "&")

            _ = try await visitor.submit("/flash", form)

            let texts = await site.store.records.values.flatMap { $0.flashes.map(\.text) }
            let owner = try await visitor.get("/whoami").text
            #expect(texts.count == 20)
            #expect(texts.allSatisfy { $0.count == 500 })
            #expect(owner == "ada")
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
}
