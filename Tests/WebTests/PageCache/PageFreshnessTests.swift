import NIOCore
import RenderCache
import TestSupport
import Testing
import Web

@Suite("How long pages are kept", .timeLimit(.minutes(5)))
struct PageFreshnessTests {
    @Test("a change makes just the pages stale that show it", arguments: Way.allCases)
    func followsChanges(way: Way) async throws {
        let press = PressSite(way)
        try await press.run { site in
            var visitor = site.reader
            _ = try await visitor.get("/posts/a")
            _ = try await visitor.get("/posts/b")

            press.change("post:a", at: 1)
            let changed = try await visitor.get("/posts/a").text
            let other = try await visitor.get("/posts/b").text

            #expect(changed.hasPrefix("a 2") && other.hasPrefix("b 1"))
            #expect(try await visitor.get("/posts/a").text == changed)
        }
    }

    @Test("an old page goes once a new one can be made", arguments: Way.allCases)
    func endsStopgaps(way: Way) async throws {
        let press = PressSite(way)
        try await press.run { site in
            var visitor = site.reader
            let old = try await visitor.get("/posts/a").text
            press.isFailing = true
            press.feed.suspend()
            let kept = try await visitor.get("/posts/a").text
            press.isFailing = false

            // The log stays away, so nobody tells that it has changed.
            var text = kept
            while text == old {
                try await Task.sleep(for: .milliseconds(50))
                text = try await visitor.get("/posts/a").text
            }
            let next = try await visitor.get("/posts/a").text

            #expect(kept == old)
            #expect(next != text)
        }
    }

    @Test("a log that has fallen silent is not trusted", arguments: Way.allCases)
    func distrustsSilence(way: Way) async throws {
        let press = PressSite(way)
        try await press.run { site in
            var visitor = site.reader
            let first = try await visitor.get("/posts/a").text
            let kept = try await visitor.get("/posts/a").text

            press.feed.trust(until: .uptimeNanoseconds(0))
            let silent = try await visitor.get("/posts/a").text
            press.feed.trust(until: .distantFuture)
            let heard = try await visitor.get("/posts/a").text

            #expect(kept == first)
            #expect(silent != first)
            #expect(heard == first)
        }
    }

    @Test("a change while a page is made counts", arguments: Way.allCases)
    func countsLateChanges(way: Way) async throws {
        let press = PressSite(way)
        try await press.run { site in
            async let first = site.text("/slow", host: "a")
            while press.count("/slow, begun") == 0 {
                try await Task.sleep(for: .milliseconds(5))
            }

            press.feed.flush(at: .init(rawValue: 1))
            let texts = [try await first, try await site.text("/slow", host: "a")]

            #expect(texts.map { $0.prefix(7) } == ["/slow 1", "/slow 2"])
        }
    }

    @Test("an old page is shown while a new one is made", arguments: Way.allCases)
    func renewsMeanwhile(way: Way) async throws {
        let press = PressSite(way)
        try await press.run { site in
            var visitor = site.reader
            _ = try await visitor.get("/brief")
            try await Task.sleep(for: .milliseconds(40))

            let old = try await visitor.get("/brief").text

            // The one that was made for whoever comes next.
            #expect(old.hasPrefix("/brief 1"))
            while try await visitor.get("/brief").text == old {
                try await Task.sleep(for: .milliseconds(5))
            }
        }
    }

    @Test("pages outlast the database they came from", arguments: Way.allCases)
    func outlastsFailures(way: Way) async throws {
        let press = PressSite(way)
        try await press.run { site in
            var visitor = site.reader
            let old = try await visitor.get("/posts/a").text
            press.isFailing = true
            press.feed.suspend()

            let kept = try await visitor.get("/posts/a")
            let missing = try await visitor.get("/posts/b")

            #expect(kept.status == 200 && kept.text == old)
            #expect(missing.status == 503)
            #expect(press.lines.all.contains { $0.contains("Serving an old value") })
        }
    }

    @Test("a page that is known to be wrong is not shown, whatever fails", arguments: Way.allCases)
    func hidesWrongPages(way: Way) async throws {
        let press = PressSite(way)
        try await press.run { site in
            var visitor = site.reader
            _ = try await visitor.get("/posts/a")
            press.isFailing = true

            press.change("post:a", at: 1)

            #expect(try await visitor.get("/posts/a").status == 503)
        }
    }

    @Test("what is gone is not shown in place of the page for that", arguments: Way.allCases)
    func followsRemoval(way: Way) async throws {
        let press = PressSite(way)
        try await press.run { site in
            var visitor = site.reader
            _ = try await visitor.get("/brief")

            press.removes = true
            while try await visitor.get("/brief").status == 200 {
                try await Task.sleep(for: .milliseconds(5))
            }

            #expect(try await visitor.get("/brief").status == 410)
        }
    }

    @Test("a page that one process made is shown by the next", arguments: Way.allCases)
    func shares(way: Way) async throws {
        let store = MemoryStore()
        let (one, other) = (PressSite(way, store: store), PressSite(way, store: store))
        var texts: [String] = []
        for press in [one, other] {
            try await press.run { site in
                var visitor = site.reader
                let page = try await visitor.get("/dated", headers: ["Accept-Encoding: br"])
                texts.append("\(page.lasting) \(page.unpacked?.count ?? 0)")
            }
        }

        #expect(texts[0] == texts[1])
        #expect(one.count("/dated") + other.count("/dated") == 1)
    }
}
