public import Hummingbird
import HummingbirdCore
public import Logging
public import NIOCore

/// How a page for a failure is made, as HTML.
///
/// One that throws or takes more than two seconds is replaced by the next one
/// outwards, and in the end by Web's own page.
public typealias ErrorPageRenderer<Local: RequestLocal> =
    @Sendable (ErrorPage, WebContext<Local>) async throws -> [UInt8]

/// A web site: its addresses, and what happens to every request on the way there.
///
/// A site is a function of its settings; several can run in one process.
public final class Site<Local: RequestLocal> {
    /// The site's addresses.
    public let routes = Routes<WebContext<Local>>()

    private let settings: WebSettings
    private let sessions: any SessionStore
    private let logger: Logger

    /// Makes a site without addresses.
    public init(
        settings: WebSettings,
        sessions: any SessionStore,
        errorRules: [ErrorRule] = [],
        errorPage: ErrorPageRenderer<Local>? = nil,
        logger: Logger
    ) {
        self.settings = settings
        self.sessions = sessions
        self.logger = logger
        for rule in errorRules { routes.add(errorRule: rule) }
        if let errorPage { routes.errorPage(render: errorPage) }
    }

    /// Adds a feature, behind the middlewares that the site has by now.
    public func add(_ feature: some Feature<Local>) {
        routes.add(feature)
    }

    /// Builds the service that serves the site.
    ///
    /// - Throws: `Routes.Conflict` if two handlers claim the same address, or one can
    ///   never be reached.
    public func application(
        address: BindAddress,
        onServerRunning: @escaping @Sendable (any Channel) async -> Void = { _ in }
    ) throws -> Application<SiteResponder<Local>> {
        let check = RequestForgeryCheck(origin: settings.origin)
        let responder = SiteResponder(
            settings: settings,
            sessions: SessionService(store: sessions, settings: settings),
            routes: try RoutingTable(
                routes, checkedBy: ForgeryCheckMiddleware<Local>(check: check)),
            logger: logger)
        let early = responder.earlyDesk
        return Application(
            responder: responder,
            server: HTTPServerBuilder { [settings] _ in
                WebChannel(settings: settings, common: responder.common, desk: early) {
                    request, context in
                    await responder.respond(to: request, context: context)
                }
            },
            configuration: ApplicationConfiguration(
                address: address,
                availableConnectionsDelegate: MaximumAvailableConnections(
                    settings.connections.connections)),
            onServerRunning: { [logger] channel in
                try? await channel.pipeline.addHandler(
                    AcceptErrors(logger: logger), position: .first
                ).get()
                await onServerRunning(channel)
            },
            logger: logger)
    }
}
