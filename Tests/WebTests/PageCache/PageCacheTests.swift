import TestSupport
import Testing
import Web

@Suite("Kept pages", .timeLimit(.minutes(5)))
struct PageCacheTests {
    @Test("a page is made once for all its readers", arguments: Way.allCases)
    func keeps(way: Way) async throws {
        let press = PressSite(way)
        try await press.run { site in
            var texts: Set<String> = []
            for _ in 0..<3 {
                var visitor = site.reader
                texts.insert(try await visitor.get("/posts/a").text)
            }

            #expect(texts.count == 1)
            #expect(press.count("a") == 1)
            #expect(press.pages.earlyAnswers == (way == .early ? 2 : 0))
        }
    }

    @Test("readers who come at once share one making", arguments: Way.allCases)
    func sharesMaking(way: Way) async throws {
        let press = PressSite(way)
        try await press.run { site in
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<40 {
                    group.addTask {
                        var visitor = site.reader
                        return try await visitor.get("/slow").status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }

            #expect(statuses == Array(repeating: 200, count: 40))
            #expect(press.count("/slow") == 1)
        }
    }

    @Test("a page is made from nothing that one reader sent", arguments: Way.allCases)
    func stripsRequest(way: Way) async throws {
        let press = PressSite(way)
        try await press.run { site in
            var visitor = site.reader

            let response = try await visitor.get(
                "/posts/a?evil=1", headers: ["X-Forwarded-Host: evil.test", "Cookie: a=1"])

            // No header, and no address.
            #expect(response.text.hasPrefix("a 1 0 - "))
        }
    }

    @Test(
        "what is somebody's own, or no page, is not kept", arguments: Way.allCases,
        [
            "cookie", "no-store", "private", "form", "flash", "session", "stream", "accepted",
            "missing",
        ])
    func leavesOwn(way: Way, kind: String) async throws {
        let press = PressSite(way)
        try await press.run { site in
            var texts: Set<String> = []
            for _ in 0..<3 {
                var visitor = site.reader
                texts.insert(try await visitor.get("/own/\(kind)").text)
            }

            #expect(texts.count == 3)
        }
    }

    @Test("a failure is told to everyone and kept for nobody", arguments: Way.allCases)
    func leavesFailures(way: Way) async throws {
        let press = PressSite(way)
        try await press.run { site in
            var visitor = site.reader

            let first = try await visitor.get("/own/gone")
            let second = try await visitor.get("/own/gone")

            #expect(first.status == 410 && second.status == 410)
            #expect(first["x-request-id"] != second["x-request-id"])
            #expect(press.count("gone") == 2)
        }
    }

    @Test("a page that is too large is not kept", arguments: Way.allCases)
    func leavesLarge(way: Way) async throws {
        let press = PressSite(way, largestPage: 1000)
        try await press.run { site in
            var visitor = site.reader

            let first = try await visitor.get("/posts/a")
            let second = try await visitor.get("/posts/a")

            #expect(first.status == 200 && first.text != second.text)
        }
    }

    @Test("whoever brings the session's cookie gets a page of their own", arguments: Way.allCases)
    func sparesSessions(way: Way) async throws {
        let press = PressSite(way)
        try await press.run { site in
            var stranger = site.reader
            let kept = try await stranger.get("/posts/a").text
            var visitor = site.reader
            _ = try await visitor.get("/leave-flash")

            let own = try await visitor.get("/posts/a")
            let again = try await stranger.get("/posts/a").text

            #expect(own.text != kept && own["cache-control"] == "private, no-cache")
            #expect(again == kept)
        }
    }

    @Test(
        "only the session's own name counts among cookies", arguments: Way.allCases,
        [
            ("session=forged", false), ("a=1; session=", false), ("a=1;session=x", false),
            (" \t session=x", false), ("xsession=1", true), ("session", true),
            ("sessions=1; a=session=1", true),
        ])
    func readsCookies(way: Way, cookie: (text: String, isKept: Bool)) async throws {
        let press = PressSite(way)
        try await press.run { site in
            var visitor = site.reader
            let kept = try await visitor.get("/posts/a").text

            let response = try await visitor.get("/posts/a", headers: ["Cookie: \(cookie.text)"])

            #expect((response.text == kept) == cookie.isKept)
        }
    }

    @Test("credentials go to the handler", arguments: Way.allCases)
    func sparesCredentials(way: Way) async throws {
        let press = PressSite(way)
        try await press.run { site in
            var visitor = site.reader
            _ = try await visitor.get("/posts/a")

            _ = try await visitor.get("/posts/a", headers: ["Authorization: Basic YTpi"])

            #expect(press.count("a") == 2)
        }
    }

    @Test("other methods are answered as ever", arguments: Way.allCases)
    func refusesMethods(way: Way) async throws {
        let press = PressSite(way)
        try await press.run { site in
            var visitor = site.reader
            _ = try await visitor.get("/posts/a")

            let response = try await visitor.get("/posts/a", method: "PUT")

            #expect(response.status == 405 && response["allow"] == "GET, HEAD, OPTIONS")
        }
    }

    @Test("HEAD has the head of GET", arguments: Way.allCases)
    func answersHead(way: Way) async throws {
        let press = PressSite(way)
        try await press.run { site in
            var visitor = site.reader
            let whole = try await visitor.get("/posts/a")

            let head = try await visitor.get("/posts/a", method: "HEAD")

            #expect(head.lasting == whole.lasting)
            #expect(head["content-length"] == "\(whole.body.count)" && head.body.isEmpty)
        }
    }
}
