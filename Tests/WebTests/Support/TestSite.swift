import Hummingbird
import Logging
import NIOCore
import TestSupport
import Web

/// What the test site adds to a request.
struct TestLocal: RequestLocal {
    var name = ""
}

typealias TestContext = WebContext<TestLocal>

/// A site on a port of its own, for as long as a test runs.
struct TestSite: Sendable {
    let port: Int
    let store: MemorySessionStore
    let clock: TestClock
    let log: LogRecorder.Lines

    /// Somebody who comes for the first time.
    var visitor: Browser { Browser(port: port) }

    /// What may be different about a test's site.
    struct Options {
        var settings = WebSettings(secretKey: .random())
        /// Tests call the site by any name.
        var hosts: AllowedHosts? = .any
        var errorRules: [ErrorRule] = []
        var errorPage: ErrorPageRenderer<TestLocal>?
        var hasTestRoutes = true
    }

    private static let turnstile = Turnstile(places: 12)

    /// Serves the test site and runs `body`.
    nonisolated(nonsending) static func run(
        _ options: Options = Options(),
        routes: (Routes<TestContext>) -> Void = { _ in },
        _ body: nonisolated(nonsending) (TestSite) async throws -> Void
    ) async throws {
        try await turnstile.pass { try await serve(options, routes, body) }
    }

    nonisolated(nonsending) private static func serve(
        _ options: Options, _ routes: (Routes<TestContext>) -> Void,
        _ body: nonisolated(nonsending) (TestSite) async throws -> Void
    ) async throws {
        let store = MemorySessionStore()
        let clock = TestClock()
        let lines = LogRecorder.Lines()
        var settings = options.settings
        settings.now = { clock.now }
        settings.hosts = options.hosts
        settings.connections = settings.connections.patient
        let site = Site<TestLocal>(
            settings: settings, sessions: store, errorRules: options.errorRules,
            errorPage: options.errorPage,
            logger: Logger(label: "test") { _ in LogRecorder(lines: lines) })
        if options.hasTestRoutes { addTestRoutes(to: site.routes) }
        routes(site.routes)
        let (ports, found) = AsyncStream.makeStream(of: Int.self)
        let application = try site.application(address: .hostname("127.0.0.1", port: 0)) {
            found.yield($0.localAddress?.port ?? 0)
            found.finish()
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { found.finish() }
                try await application.run()
            }
            for await port in ports {
                try await body(TestSite(port: port, store: store, clock: clock, log: lines))
            }
            group.cancelAll()
            // Being cancelled is how this server ends.
            while let result = await group.nextResult() { _ = result }
        }
    }
}
