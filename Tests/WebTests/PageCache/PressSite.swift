import FoundationEssentials
import HTTPTypes
import Hummingbird
import Logging
import RenderCache
import Synchronization
import TestSupport

@testable import Web

/// The ways on which a kept page reaches a reader: from the event loop and, that being
/// switched off, through the responder.
///
/// Every test of the pages runs over both.
enum Way: CaseIterable {
    case early
    case slow
}

/// A site that keeps pages, and counts how often each was made.
final class PressSite: Sendable {
    let feed: InvalidationFeed
    let pages: PageCache
    /// What the cache has logged.
    let lines = LogRecorder.Lines()
    private let way: Way
    private let counts = Mutex<[String: Int]>([:])
    private let failing = Mutex(false)
    private let removing = Mutex(false)

    /// Keeps pages in a store of its own, or in one that other processes share.
    init(
        _ way: Way, store: any CacheStore = MemoryStore(), feed: InvalidationFeed? = nil,
        bytes: Int = 1 << 20, largestPage: Int = 1 << 20
    ) {
        var settings = PageCacheSettings()
        settings.answersEarly = way == .early
        settings.bytes = bytes
        settings.largestPage = largestPage
        self.way = way
        let feed = feed ?? InvalidationFeed(at: .zero)
        self.feed = feed
        let cache = Cache(
            store: store, invalidation: LoggedInvalidation(feed: feed) { _ in false },
            logger: Logger(label: "test") { [lines] _ in LogRecorder(lines: lines) })
        pages = PageCache(cache, feed: feed, settings: settings)
    }

    /// How often a page was made.
    func count(_ path: String) -> Int { counts.withLock { $0[path] ?? 0 } }

    /// How many pages had to go from memory that show what a kind of tag names.
    func evictions(of kind: String) -> Int {
        pages.cache.statistics.tags[kind]?.evictions ?? 0
    }

    /// Whether handlers fail, as when the database is away.
    var isFailing: Bool {
        get { failing.withLock { $0 } }
        set { failing.withLock { $0 = newValue } }
    }

    /// Whether handlers say that what they showed is gone.
    var removes: Bool {
        get { removing.withLock { $0 } }
        set { removing.withLock { $0 = newValue } }
    }

    /// Tells of a change at a place in the log.
    func change(_ tag: String, at place: UInt64) {
        feed.invalidate([tag], at: Stamp(rawValue: place))
    }

    /// Serves the site and runs `body`.
    func run(
        _ options: TestSite.Options = TestSite.Options(),
        _ body: (TestSite) async throws -> Void
    ) async throws {
        var options = options
        options.settings.pages = pages
        options.hasTestRoutes = false
        try await TestSite.run(options, routes: addRoutes, body)
    }

    /// Serves the site over TLS and runs `body`.
    func runWithTLS(_ body: (TestSite) async throws -> Void) async throws {
        var options = TestSite.Options()
        options.settings.pages = pages
        options.hasTestRoutes = false
        try await TestSite.runWithTLS(options, routes: addRoutes) { site, _, _ in
            try await body(site)
        }
    }

    /// Notes that a page is made, and returns its text: long enough to be packed.
    private func make(_ path: String, _ detail: String = "") throws -> Response {
        if isFailing { throw HTTPError(.serviceUnavailable) }
        if removes { throw HTTPError(.gone) }
        let count = counts.withLock { counts in
            counts[path, default: 0] += 1
            return counts[path] ?? 0
        }
        let filling = String(repeating: " ink and paper", count: 200)
        return .page(Array("\(path) \(count) \(detail)\(filling)".utf8))
    }

    private func addRoutes(to routes: Routes<TestContext>) {
        routes.add(middleware: Compression())
        routes.get(Route(), kept: PageRule(query: ["before", "page"])) { request, context in
            context.shows("site")
            _ = try context.query("before")
            return try self.make("/", request.uri.description)
        }
        routes.get(Route("posts", .text("slug")), kept: PageRule()) { request, context, slug in
            context.shows("post:\(slug)")
            return try self.make(slug, "\(request.headers.count) \(context.clientAddress ?? "-")")
        }
        routes.get(Route("dated"), kept: PageRule()) { _, _ in
            var response = try self.make("/dated")
            response.headers[.lastModified] = "Sun, 06 Nov 1994 08:49:37 GMT"
            response.headers[.contentSecurityPolicy] = "sandbox"
            return response
        }
        routes.get(Route("spoken"), kept: PageRule(languages: ["en", "zh-Hant", "zh"])) {
            request, _ in
            try self.make("/spoken", request.headers[.acceptLanguage] ?? "none")
        }
        routes.get(Route("brief"), kept: PageRule(freshFor: .milliseconds(20))) { _, context in
            context.shows("brief")
            return try self.make("/brief")
        }
        routes.get(Route("slow"), kept: PageRule()) { _, _ in
            _ = try self.make("/slow, begun")
            try await Task.sleep(for: .milliseconds(100))
            return try self.make("/slow")
        }
        routes.get(Route("linked"), kept: PageRule()) { request, _ in
            // A page with whole addresses in it.
            try self.make(
                "/linked", "\(request.head.scheme ?? "")://\(request.head.authority ?? "")")
        }
        routes.get(Route("wait")) { _, _ in
            try await Task.sleep(for: .milliseconds(50))
            return Response.text("waited")
        }
        addOwnPages(to: routes)
    }

    /// The pages that declare too much: they are somebody's own, or no pages.
    private func addOwnPages(to routes: Routes<TestContext>) {
        routes.get(Route("own", .text("kind")), kept: PageRule()) { _, context, kind in
            var response = try self.make(kind)
            switch kind {
            case "cookie": response.headers[.setCookie] = "a=1"
            case "no-store": response.headers[.cacheControl] = "no-store"
            case "private": response.headers[.cacheControl] = "private, max-age=60"
            case "form": _ = await context.formToken()
            case "flash":
                context.flash.now("now")
                _ = try await context.flash.take()
            case "session": try await context.session.set("a", to: "1")
            case "stream":
                let body = response.body
                response.body = ResponseBody { writer in try await body.write(writer) }
            case "accepted": response.status = .accepted
            case "gone": throw HTTPError(.gone)
            case "missing": response.status = .notFound
            default: break
            }
            return response
        }
        routes.get("leave-flash") { _, context in
            try await context.flash("left", .error)
            return Response.text("done")
        }
    }
}
