import AnonymousSite
import FoundationEssentials
import Hummingbird
import Logging
import NIOCore
import RenderCache
import Web

/// Serves one page of 13.8 KB through a whole site: kept, kept but answered the slow way,
/// and made anew for each request.
///
/// `pages-bench FILE` reads the page from a file, says at which ports it is, and serves
/// until it is stopped. `LOOPS` in the environment says how many event loops share the work.
@main
enum PagesBench {
    private static let home = Route()

    static func main() async throws {
        guard CommandLine.arguments.count == 2, let page = Page(file: CommandLine.arguments[1])
        else {
            print("usage: pages-bench FILE")
            return
        }
        if let loops = ProcessInfo.processInfo.environment["LOOPS"].flatMap({ Int($0) }) {
            NIOSingletons.groupLoopCountSuggestion = loops
        }
        var logger = Logger(label: "pages-bench")
        logger.logLevel = .notice
        let early = try site("early", page, logger, answersEarly: true)
        let kept = try site("kept", page, logger, answersEarly: false)
        let made = try site("made", page, logger, answersEarly: nil)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for site in [early, kept, made] { group.addTask { try await site.runService() } }
            try await group.waitForAll()
        }
    }

    private static func site(
        _ name: String, _ page: Page, _ logger: Logger, answersEarly: Bool?
    ) throws -> some ApplicationProtocol {
        var settings = WebSettings(secretKey: .random())
        settings.observing.metrics = PrometheusRegistry()
        if let answersEarly {
            var pages = PageCacheSettings()
            pages.answersEarly = answersEarly
            let feed = InvalidationFeed(at: .zero)
            let cache = Cache(
                store: MemoryStore(),
                invalidation: LoggedInvalidation(feed: feed) { _ in false },
                metrics: settings.observing.metrics)
            settings.pages = PageCache(cache, feed: feed, settings: pages)
        }
        let site = Site<Nothing>(
            settings: settings, sessions: NoSessions(),
            errorPage: { page, _ in Array(page.title.utf8) }, logger: logger)
        site.add(Operations(settings.observing, checks: []))
        site.routes.add(middleware: Compression())
        site.routes.get(home, kept: PageRule(query: ["before"])) { _, context in
            context.shows("post:1", "site")
            return Response.page(page.html)
        }
        return try site.application(address: .hostname("127.0.0.1", port: 0)) {
            print("\(name) \($0.localAddress?.port ?? 0)")
        }
    }
}
