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
    let bodyRules: BodyRules
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
        bodyRules = BodyRules(settings)
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
            request: request, clientAddress: sender.address, channel: context.channel,
            rules: bodyRules, sessions: sessions)
        let web = WebContext<Local>(source: WebContextSource(logger: logger, scope: scope))
        let visit = Visit(request: request, sender: sender, connection: context)
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
        let outcome: Result<Response, any Error>
        do {
            outcome = .success(try await firstResponse(visit, context, destination))
        } catch {
            outcome = .failure(error)
        }
        guard Task.isCancelled else {
            return await complete(outcome, visit, context, destination)
        }
        // What is still to be done must not fail because the handler was cancelled.
        return await Task { await complete(outcome, visit, context, destination) }.value
    }

    private func firstResponse(
        _ visit: Visit, _ context: WebContext<Local>, _ destination: Destination<WebContext<Local>>
    ) async throws -> Response {
        if let elsewhere = try gate.check(visit.request, from: visit.sender) { return elsewhere }
        if let kept = try await keptResponse(visit, destination.rule) { return kept }
        guard !Task.isCancelled else { throw DeadlineExceeded(wasReading: false) }
        return try await handle(visit, context, destination)
    }

    private func complete(
        _ outcome: Result<Response, any Error>, _ visit: Visit, _ context: WebContext<Local>,
        _ destination: Destination<WebContext<Local>>
    ) async -> Response {
        let (request, scope) = (visit.request, context.scope)
        var response: Response
        switch outcome {
        case .success(let made): response = made
        case .failure where visit.connection.presence.isGone:
            // Nobody sees this.
            response = Response(status: .badRequest)
            context.logger.debug("The client is gone")
        case .failure(let error):
            // The page that took messages is not shown, this one may be.
            await context.flash.giveBack()
            response = await ErrorPages.response(
                to: error, request: request, context: context, handlers: destination.errors)
        }
        if scope.session.isTouched, !response.isPage { await context.flash.giveBack() }
        if request.method == .head {
            let length = response.headers[.contentLength]
            response = response.createHeadResponse()
            // None rather than that of no body (RFC 9110 section 8.6).
            response.headers[.contentLength] = length
        }
        await finish(&response, scope)
        if scope.lastsUntilSent, request.method != .head {
            response.end(with: scope.endActions)
        } else {
            await scope.endActions.run()
        }
        scope.endReading()
        return response
    }

    private func handle(
        _ visit: Visit, _ context: WebContext<Local>,
        _ destination: Destination<WebContext<Local>>
    ) async throws -> Response {
        // Only a handler can grant an upload's time, not whoever sends the request.
        let response = try await Deadline.run(
            settings.requestDeadline, presence: visit.connection.presence,
            in: visit.connection.exchange,
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
        // Making a page and packing it takes long, for which the event loop is no place.
        await Task.yield()
        let page = try await Deadline.run(
            settings.requestDeadline, presence: visit.connection.presence,
            in: visit.connection.exchange
        ) {
            try await desk.page(for: wanted)
        }
        guard let page else { throw DeadlineExceeded(wasReading: false) }
        return page?.file.response(to: request.method, request.headers)
    }

    private func finish(_ response: inout Response, _ scope: RequestScope) async {
        let cookie = scope.session.isTouched ? await scope.session.setCookie : nil
        if let cookie {
            response.headers.append(HTTPField(name: .setCookie, value: cookie))
        }
        // A response with somebody's cookie or message is for that one visitor.
        if cookie != nil || scope.isNotStored {
            response.headers[.cacheControl] = "no-store"
        } else if !response.headers.contains(.cacheControl) {
            response.headers.append(HTTPField(name: .cacheControl, value: "private, no-cache"))
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
    let connection: ConnectionContext
}
