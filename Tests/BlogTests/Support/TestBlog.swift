import Blog
import FoundationEssentials
import Hummingbird
import Logging
import MongoClient
import NIOCore
import RenderCache
import TestSupport
import Testing
import Web

/// The real blog on a port of its own, over the database of the test that runs.
struct TestBlog: Sendable {
    /// What may be different about a test's blog.
    struct Options {
        /// The same key lets a second blog know the cookies of a first.
        var key = SecretKey.random()
        /// Where readers reach it over TLS, with this machine as its front server.
        var origin: String?
        var signIn = SignInSettings()
        var maximumImageBytes = BlogSettings.defaultMaximumImageBytes
        /// Folders whose templates come before the blog's own.
        var themes: [String] = []
        var reloadsTemplates = false
        var cache: any CacheStore = MemoryStore()
        /// The database, unless it is the test's own.
        var database: MongoDatabase?
    }

    private let port: Int

    /// What the blog logged.
    let log: LogRecorder.Lines

    private let uploadFolder: String

    /// Somebody who comes for the first time.
    var visitor: Browser { Browser(port: port) }

    /// The names of the files that lie where uploads do while their request lasts.
    func uploads() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: uploadFolder)
    }

    /// The folder that holds the project.
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static let turnstile = Turnstile(places: 6)

    /// Serves the blog while `body` runs.
    nonisolated(nonsending) static func run(
        _ options: Options = Options(),
        _ body: nonisolated(nonsending) (TestBlog) async throws -> Void
    ) async throws {
        try await turnstile.pass { try await serve(options, body) }
    }

    nonisolated(nonsending) private static func serve(
        _ options: Options, _ body: nonisolated(nonsending) (TestBlog) async throws -> Void
    ) async throws {
        let uploads = FileManager.default.temporaryDirectory
            .appending(path: "BlogTests-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: uploads, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: uploads) }
        let log = LogRecorder.Lines()
        let blog = try await blog(options, uploads: uploads, log: log)
        let (ports, found) = AsyncStream.makeStream(of: Int.self)
        let application = try blog.application(address: .hostname("127.0.0.1", port: 0)) {
            found.yield($0.localAddress?.port ?? 0)
            found.finish()
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { found.finish() }
                try await application.run()
            }
            for await port in ports {
                try await body(TestBlog(port: port, log: log, uploadFolder: uploads))
            }
            group.cancelAll()
            // Being cancelled is how this server ends.
            while let result = await group.nextResult() { _ = result }
        }
    }

    private static func blog(
        _ options: Options, uploads: String, log: LogRecorder.Lines
    ) async throws -> Blog {
        var web = WebSettings(secretKey: options.key, origin: options.origin)
        web.proxies = TrustedProxies(AddressRange("127.0.0.1").map { [$0] } ?? [])
        web.hosts = .any
        web.connections = web.connections.patient
        web.uploadFolder = uploads
        web.signIn = options.signIn
        var settings = BlogSettings(
            web: web, templates: root.appending(path: "templates").path(),
            staticFiles: root.appending(path: "static").path(),
            imageWorker: try BuiltProgram.imageWorker())
        settings.maximumImageBytes = options.maximumImageBytes
        settings.themes = options.themes
        settings.reloadsTemplates = options.reloadsTemplates
        settings.cache = options.cache
        let database: BlogDatabase
        if let other = options.database {
            database = BlogDatabase(other)
        } else {
            database = BlogDatabase(try TestDatabase.required())
            _ = try await database.makeIndexes()
        }
        return try Blog(
            settings: settings, database: database,
            logger: Logger(label: "test") { _ in LogRecorder(lines: log) })
    }
}
