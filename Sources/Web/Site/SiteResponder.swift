import HTTPTypes
public import Hummingbird
import Logging
import NIOCore

/// What happens to every request of a site, before and after its handler.
public struct SiteResponder<Local: RequestLocal>: HTTPResponder {
    let settings: WebSettings
    let sessions: SessionService
    let routes: RoutingTable<WebContext<Local>>
    let gate: RequestGate
    let flight: BytesInFlight
    let securityHeaders: SecurityHeaders
    let journal: RequestJournal
    let tracing: RequestTracing?
    let logger: Logger

    /// Where kept pages are found, if any may be.
    private(set) var desk: PageDesk?

    init(
        settings: WebSettings,
        sessions: SessionService,
        routes: RoutingTable<WebContext<Local>>,
        logger: Logger
    ) {
        self.settings = settings
        self.sessions = sessions
        self.routes = routes
        self.logger = logger
        journal = RequestJournal(
            metrics: RequestMetrics(factory: settings.observing.metrics), logger: logger)
        tracing = RequestTracing(settings.observing)
        gate = RequestGate(settings)
        flight = BytesInFlight(limit: settings.connections.bytesInFlight)
        securityHeaders = SecurityHeaders(
            contentSecurityPolicy: settings.contentSecurityPolicy,
            transportSecurity: settings.isSecure ? settings.transportSecurity : nil)
        if let pages = settings.pages, routes.keepsPages { desk = makeDesk(pages) }
    }

    /// Answers a request; every failure has become a page.
    public func respond(to request: Request, context: ConnectionContext) async -> Response {
        let start = ContinuousClock.now
        journal.metrics?.begin()
        let (request, sender) = gate.receive(request, from: context.peerAddress)
        let destination = routes.destination(of: request)
        let scope = RequestScope(
            request: request, clientAddress: sender.address,
            intake: BodyIntake(request.head, flight: flight, channel: context.channel),
            sessions: sessions, settings: settings)
        let web = WebContext<Local>(source: WebContextSource(logger: logger, scope: scope))
        let visit = Visit(request: request, sender: sender, presence: context.presence)
        let response: Response
        if let tracing {
            response = await tracing.observe(request, route: destination.route) {
                await answer(visit, web, destination)
            }
        } else {
            response = await answer(visit, web, destination)
        }
        let duration = start.duration(to: .now)
        journal.metrics?.end()
        journal.note(
            request.method, response.status, route: destination.route, duration: duration,
            path: request.uri.path, id: scope.id)
        return response
    }

    private func answer(
        _ visit: Visit, _ context: WebContext<Local>, _ destination: Destination<WebContext<Local>>
    ) async -> Response {
        let (request, scope) = (visit.request, context.scope)
        var response: Response
        do {
            if let elsewhere = try gate.check(request, from: visit.sender) {
                response = elsewhere
            } else if let kept = try await keptResponse(visit, destination.rule) {
                response = kept
            } else {
                response = try await handle(visit, context, destination)
            }
        } catch  where visit.presence.isGone {
            // Nobody sees this.
            response = Response(status: .badRequest)
            context.logger.debug("The client is gone")
        } catch {
            // The page that took messages is not shown, this one may be.
            await context.flash.giveBack()
            response = await ErrorPages.response(
                to: error, request: request, context: context, handlers: destination.errors)
        }
        if !response.isPage { await context.flash.giveBack() }
        if request.method == .head { response = response.createHeadResponse() }
        await finish(&response, scope)
        if scope.lastsUntilSent, request.method != .head {
            response.end(with: scope.endActions)
        } else {
            await scope.endActions.run()
        }
        scope.intake.end()
        return response
    }

    private func handle(
        _ visit: Visit, _ context: WebContext<Local>,
        _ destination: Destination<WebContext<Local>>
    ) async throws -> Response {
        // Only a handler can grant an upload's time, not whoever sends the request.
        let response = try await Deadline.run(
            settings.requestDeadline, presence: visit.presence,
            longer: { [limit = settings.uploadDeadline] in
                context.scope.expectsFiles ? limit : nil
            }
        ) {
            try await destination.respond(to: visit.request, context: context)
        }
        guard let response else {
            throw DeadlineExceeded(wasReading: context.scope.body.wasCutShort)
        }
        return response
    }

    /// Answers with a page that is the same for everyone, made now if need be.
    private func keptResponse(_ visit: Visit, _ rule: PageRule?) async throws -> Response? {
        guard let desk, let rule,
            let wanted = PageRequest(
                visit.request, rule: rule, sessionCookie: desk.sessionCookie)
        else { return nil }
        let request = visit.request
        let now = NIODeadline.now()
        if let page = desk.readyPage(wanted.key, now: now) {
            let response = page.file.response(to: request.method, request.headers)
            page.tally.count(response.body.contentLength ?? 0, now: now)
            return response
        }
        let page = try await Deadline.run(
            settings.requestDeadline, presence: visit.presence
        ) {
            try await desk.page(for: wanted)
        }
        guard let page else { throw DeadlineExceeded(wasReading: false) }
        return page?.file.response(to: request.method, request.headers)
    }

    private func finish(_ response: inout Response, _ scope: RequestScope) async {
        let cookie = await scope.session.setCookie
        if let cookie {
            response.headers.append(HTTPField(name: .setCookie, value: cookie))
        }
        // A response with somebody's cookie or message is for that one visitor.
        if cookie != nil || scope.isNotStored {
            response.headers[.cacheControl] = "no-store"
        } else if response.headers[.cacheControl] == nil {
            response.headers[.cacheControl] = "private, no-cache"
        }
        if let header = RequestID.header { response.headers[header] = scope.id }
        securityHeaders.apply(to: &response.headers)
    }
}

extension Response {
    /// Whether there is something to look at: no redirect, no 304, no empty body.
    fileprivate var isPage: Bool {
        status.kind != .redirection && body.contentLength != 0
    }
}

/// A request, who sends it, and whether they are still there.
private struct Visit {
    let request: Request
    let sender: TrustedProxies.Sender
    let presence: ClientPresence
}
