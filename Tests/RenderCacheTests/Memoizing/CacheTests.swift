import NIOCore
import RenderCache
import Testing

@Suite("Memoized values")
struct CacheTests {
    private let store = WatchedStore()
    private let cache: Cache
    private let tries = Tries()

    init() {
        cache = Cache(store: store)
    }

    @Test
    func `a value is computed once`() async throws {
        for _ in 0..<3 {
            let page = try await cache.memoize("post", 7, "v1") {
                "page \(tries.add())"
            }
            #expect(page == "page 1")
        }
    }

    @Test
    func `other parts or another name are another value`() async throws {
        let tries = tries
        let number: @Sendable () async throws -> Int = { tries.add() }

        let values = [
            try await cache.memoize("post", "1", "23", compute: number),
            try await cache.memoize("post", "12", "3", compute: number),
            try await cache.memoize("post", "1/23", compute: number),
            try await cache.memoize("page", "1", "23", compute: number),
        ]

        #expect(values == [1, 2, 3, 4])
    }

    @Test
    func `no part is not an empty part`() async throws {
        let tries = tries
        let number: @Sendable () async throws -> Int = { tries.add() }

        let values = [
            try await cache.memoize("tag", nil as String?, compute: number),
            try await cache.memoize("tag", "" as String?, compute: number),
        ]

        #expect(values == [1, 2])
    }

    @Test(arguments: [0, nil])
    func `what looks like nothing is remembered like anything`(value: Int?) async throws {
        for _ in 0..<2 {
            let found = try await cache.memoize("views", 1) {
                tries.add()
                return value
            }
            #expect(found == value)
        }

        #expect(tries.count == 1)
    }

    @Test
    func `an empty text, empty bytes and false are remembered`() async throws {
        for _ in 0..<2 {
            #expect(try await cache.memoize("text") { "" + self.empty() } == "")
            #expect(try await cache.memoize("bytes") { Array(self.empty().utf8) } == [])
            #expect(try await cache.memoize("flag") { !self.empty().isEmpty } == false)
        }

        #expect(tries.count == 3)
    }

    private func empty() -> String {
        tries.add()
        return ""
    }

    @Test
    func `that there is nothing is kept for a shorter time`() async throws {
        _ = try await cache.memoize(
            "user", 1, freshFor: .seconds(600), staleFor: .seconds(60), negativeFor: .seconds(5)
        ) { nil as String? }
        _ = try await cache.memoize(
            "user", 2, freshFor: .seconds(600), staleFor: .seconds(60), negativeFor: .seconds(5)
        ) { "Ada" as String? }

        let timeouts = store.stored.filter { $0.key.text.hasPrefix("user") }.map(\.timeout)
        #expect(timeouts == [.seconds(5), .seconds(660)])
    }

    @Test
    func `a lifetime of nothing is not for ever`() async throws {
        for _ in 0..<2 {
            _ = try await cache.memoize("clock", freshFor: .zero, staleFor: .zero) {
                tries.add()
            }
        }

        #expect(tries.count == 2)
        #expect(!store.stored.contains { $0.key.text.hasPrefix("clock") })
    }

    @Test
    func `a computation may shorten the life of its value, or not have it kept`() async throws {
        _ = try await cache.memoize("home", freshFor: .seconds(600), staleFor: .seconds(60)) {
            recorder in
            recorder.limit(freshFor: .seconds(30))
            return "until noon"
        }
        _ = try await cache.memoize("letter") { recorder in
            recorder.discard()
            return "for your eyes only"
        }

        let kept = store.stored.filter { !$0.key.text.hasPrefix("tag version") }
        #expect(kept.map(\.key.text) == ["home"] && kept.first?.timeout == .seconds(90))
    }

    @Test
    func `a value that is of another type now is computed anew`() async throws {
        _ = try await cache.memoize("count") { "many" }

        let count = try await cache.memoize("count") { 12 }
        let again = try await cache.memoize("count") { 13 }

        #expect(count == 12 && again == 12)
    }

    @Test
    func `garbage in the store is computed anew`() async throws {
        _ = await store.set(CacheKey("post", "7"), ByteBuffer(string: "\u{1}garbage"), timeout: nil)

        let page = try await cache.memoize("post", 7) { "page" }
        let again = try await cache.memoize("post", 7) { "another" }

        #expect(page == "page" && again == "page")
    }

    @Test
    func `a Codable type is kept on request`() async throws {
        struct Archive: Codable, Cacheable, Equatable {
            var years: [Int: [String]]
        }
        let archive = Archive(years: [2026: ["one", "two"]])

        let first = try await cache.memoize("archive") { archive }
        let second = try await cache.memoize("archive") { Archive(years: [:]) }

        #expect(first == archive && second == archive)
    }

    @Test
    func `another release does not read the values of this one`() async throws {
        var settings = CacheSettings()
        settings.release = "2"
        let next = Cache(store: store, settings: settings)

        let old = try await cache.memoize("post", 7) { "old" }
        let new = try await next.memoize("post", 7) { "new" }

        #expect(old == "old" && new == "new")
    }

    @Test
    func `without a store everything is computed`() async throws {
        let cache = Cache(store: NullStore())

        for _ in 0..<3 { _ = try await cache.memoize("post", 7) { tries.add() } }

        #expect(tries.count == 3)
    }

    @Test
    func `an entry tells its tags and the time that is left`() async throws {
        let time = ManualTime()
        let feed = InvalidationFeed(at: Stamp(rawValue: 42))
        let cache = Cache(
            store: store, invalidation: LoggedInvalidation(feed: feed) { _ in false },
            timing: time.timing)

        for _ in 0..<2 {
            _ = try await cache.entry("post", [7], tags: ["post:7"], freshFor: .seconds(60)) {
                recorder in
                recorder.tag("user:3", "post:7")
                return "page"
            }
            time.pass(.seconds(20))
        }
        let entry = try await cache.entry("post", [7]) { _ in "another" }

        #expect(entry.value == "page" && entry.outcome == .hit)
        #expect(entry.tags == ["post:7", "user:3"] && entry.evidence == [42])
        #expect(entry.freshFor == .seconds(20))
    }
}
