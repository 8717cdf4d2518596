public import Hummingbird
import Imaging
public import Logging
import Markdown
public import NIOCore
import RenderCache
import Templates
import Web

/// The blog: a function of its settings and a database, so that several live in
/// one process and tests bring their own.
public struct Blog: Sendable {
    private let settings: BlogSettings
    private let database: BlogDatabase
    private let pages: Pages
    private let assets: Assets
    /// What the log of changes has told.
    private let feed = InvalidationFeed(at: nil)
    private let logger: Logger

    /// Reads templates and static files, and checks every template against the
    /// page it shows.
    ///
    /// - Throws: `TemplateError` with file and line; an error that names the
    ///   file that cannot be read.
    public init(settings: BlogSettings, database: BlogDatabase, logger: Logger) throws {
        self.settings = settings
        self.database = database
        self.logger = logger
        assets = try Assets(folder: settings.staticFiles)
        let templates = try CompiledTemplates(
            folders: [settings.templates] + settings.themes, reloads: settings.reloadsTemplates,
            compile: PageTemplates.init)
        pages = Pages(
            templates: templates, assets: AssetAddresses(assets),
            site: SiteStore(documents: database.settings, users: database.users, feed: feed))
    }

    /// The application that serves the blog at an address.
    public func application(
        address: BindAddress,
        onServerRunning: @escaping @Sendable (any Channel) async -> Void = { _ in }
    ) throws -> some ApplicationProtocol {
        let users = UserStore(users: database.users, feed: feed)
        let posts = PostStore(posts: database.posts, tombstones: database.tombstones)
        let images = ImageStore(
            images: database.images, bucket: database.bucket,
            processor: ImageProcessor(
                worker: settings.imageWorker,
                limits: ImageLimits(fileBytes: Int(settings.maximumImageBytes)), logger: logger))
        let passwords = PasswordHasher()
        let throttle = SignInThrottle(
            store: MongoThrottleStore(database), settings: settings.web)
        let markdown = MarkdownRenderer()
        let pages = pages
        let keeping = PageKeeping(
            in: settings.cache, feed: feed,
            release: PageRelease.name(
                templates: [settings.templates] + settings.themes, assets: AssetAddresses(assets)),
            database: database, metrics: settings.web.observing.metrics, logger: logger)
        var web = settings.web
        // A template that was edited changes pages, and no log tells of it.
        if !settings.reloadsTemplates { web.pages = keeping.pages(over: settings.cache) }
        let ready = web.pages
        let site = Site<Visitor>(
            settings: web, sessions: MongoSessionStore(database),
            errorRules: ErrorRules.all,
            errorPage: { page, context in await pages.errorPage(page, in: context) }, logger: logger
        )

        let database = database
        site.add(
            Operations(
                settings.web.observing,
                checks: [ReadinessCheck("database") { try await database.ping() }]))
        assets.addRoutes(
            to: site.routes, atRoot: [Address.favicon, Address.touchIcon, Address.manifest],
            settings.web.files.atRoot)
        site.add(ImageController(store: images))
        site.routes.add(middleware: Compression<Visitor>())
        site.routes.add(middleware: ScriptedForms<AppContext>())
        site.routes.add(middleware: SignedInUser(users: users))
        site.add(
            SetupController(
                users: users, site: pages.site, pages: pages, passwords: passwords,
                throttle: throttle))
        site.add(
            SignInController(
                users: users, pages: pages, passwords: passwords, throttle: throttle))
        site.add(
            AccountController(
                users: users, pages: pages, passwords: passwords, throttle: throttle))
        site.add(PeopleController(users: users, pages: pages, passwords: passwords))
        site.add(
            CacheController(
                cache: keeping.cache, feed: keeping.feed, ready: ready, pages: pages))
        site.add(
            PostController(
                posts: posts, users: users, pages: pages, markdown: markdown, feed: feed))
        site.add(
            PostEditor(
                posts: posts, images: images, pages: pages, markdown: markdown,
                uploads: .uploads(fileBytes: settings.maximumImageBytes, dropsLargeFiles: true)))
        var application = try site.application(address: address, onServerRunning: onServerRunning)
        application.addServices(keeping.log)
        return application
    }
}
