public import Hummingbird
import Imaging
public import Logging
import Markdown
public import NIOCore
import Templates
import Web

/// The blog: a function of its settings and a database, so that several live in
/// one process and tests bring their own.
public struct Blog: Sendable {
    private let settings: BlogSettings
    private let database: BlogDatabase
    private let pages: Pages
    private let assets: Assets
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
        let library = try TemplateLibrary(folders: [settings.templates] + settings.themes)
        pages = Pages(
            templates: try PageTemplates(library), assets: AssetAddresses(assets),
            site: SiteStore(documents: database.settings, users: database.users))
    }

    /// The application that serves the blog at an address.
    public func application(
        address: BindAddress,
        onServerRunning: @escaping @Sendable (any Channel) async -> Void = { _ in }
    ) throws -> some ApplicationProtocol {
        let users = UserStore(users: database.users)
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
        let site = Site<Visitor>(
            settings: settings.web, sessions: MongoSessionStore(database),
            errorRules: ErrorRules.all,
            errorPage: { page, context in await pages.errorPage(page, in: context) }, logger: logger
        )

        assets.addRoutes(
            to: site.routes, atRoot: ["favicon.ico", "apple-touch-icon.png", "site.webmanifest"])
        ImageController(store: images).addRoutes(to: site.routes)
        site.routes.add(middleware: SignedInUser(users: users))
        SetupController(
            users: users, site: pages.site, pages: pages, passwords: passwords, throttle: throttle
        ).addRoutes(to: site.routes)
        SignInController(users: users, pages: pages, passwords: passwords, throttle: throttle)
            .addRoutes(to: site.routes)
        AccountController(users: users, pages: pages, passwords: passwords, throttle: throttle)
            .addRoutes(to: site.routes)
        PeopleController(users: users, pages: pages, passwords: passwords).addRoutes(
            to: site.routes)
        PostController(posts: posts, users: users, pages: pages, markdown: markdown)
            .addRoutes(to: site.routes)
        PostEditor(
            posts: posts, images: images, pages: pages, markdown: markdown,
            uploads: .uploads(
                fileBytes: settings.maximumImageBytes, dropsLargeFiles: true)
        ).addRoutes(to: site.routes)
        return try site.application(address: address, onServerRunning: onServerRunning)
    }
}
