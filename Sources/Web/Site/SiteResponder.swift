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
    let common: CommonFields
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
        common = CommonFields(SecurityHeaders.fields(settings))
        if let pages = settings.pages, routes.keepsPages { desk = makeDesk(pages) }
    }

    /// Answers a request; every failure has become a page.
    public func respond(to request: Request, context: ConnectionContext) async -> Response {
        let start = ContinuousClock.now
        journal.metrics?.begin()
        let (request, sender) = gate.receive(request, from: context.peerAddress)
        let scope = RequestScope(
            request, from: sender, over: context, rules: bodyRules, sessions: sessions)
        let (web, destination) = route(scope)
        let response: Response
        if let tracing {
            response = await tracing.observe(request, route: destination.route) {
                await answer(web, destination)
            }
        } else {
            response = await answer(web, destination)
        }
        let duration = start.duration(to: .now)
        journal.metrics?.end()
        journal.note(
            request.method, response.status, route: destination.route, duration: duration,
            path: request.uri.path, id: scope.id)
        return response
    }

    /// Finds where a request is going, and makes the context of the handler there.
    func route(
        _ scope: RequestScope
    ) -> (context: WebContext<Local>, destination: Destination<WebContext<Local>>) {
        var context = WebContext<Local>(source: WebContextSource(logger: logger, scope: scope))
        guard scope.connection?.refusal == nil else { return (context, routes.nowhere) }
        let (destination, parameters) = routes.destination(of: scope.request)
        if !parameters.isEmpty { context.coreContext.parameters = parameters }
        return (context, destination)
    }

    private func answer(
        _ context: WebContext<Local>, _ destination: Destination<WebContext<Local>>
    ) async -> Response {
        let outcome: Result<Response, any Error>
        do {
            outcome = .success(try await firstResponse(context, destination))
        } catch {
            outcome = .failure(error)
        }
        guard Task.isCancelled else { return await complete(outcome, context, destination) }
        // What is still to be done must not fail because the handler was cancelled.
        return await Task { await complete(outcome, context, destination) }.value
    }

    private func firstResponse(
        _ context: WebContext<Local>, _ destination: Destination<WebContext<Local>>
    ) async throws -> Response {
        let scope = context.scope
        if let refusal = scope.connection?.refusal { throw HTTPError(refusal.status) }
        if let elsewhere = try gate.check(scope.request, from: scope.sender) { return elsewhere }
        if let desk, let rule = destination.rule,
            let kept = try await keptResponse(scope, rule, desk)
        {
            return kept
        }
        guard !Task.isCancelled else { throw DeadlineExceeded(wasReading: false) }
        return try await handle(context, destination)
    }

    private func complete(
        _ outcome: Result<Response, any Error>, _ context: WebContext<Local>,
        _ destination: Destination<WebContext<Local>>
    ) async -> Response {
        let scope = context.scope
        let request = scope.request
        var response: Response
        switch outcome {
        case .success(let made): response = made
        // Who was refused may have ended their side, and still reads.
        case .failure where scope.isForNobody:
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
        let cookie = scope.session.isTouched ? await scope.session.setCookie : nil
        finish(&response, scope, cookie: cookie)
        if scope.lastsUntilSent, request.method != .head {
            response.end(with: scope.endActions)
        } else if let actions = scope.endActions.begin() {
            await actions.value
        }
        scope.endReading()
        return response
    }

    private func handle(
        _ context: WebContext<Local>, _ destination: Destination<WebContext<Local>>
    ) async throws -> Response {
        let scope = context.scope
        // Only a handler can grant an upload's time, not whoever sends the request.
        let response = try await Deadline.run(
            settings.requestDeadline, for: scope.connection,
            longer: { [limit = settings.uploadDeadline] in scope.expectsFiles ? limit : nil }
        ) {
            try await destination.responder.respond(to: scope.request, context: context)
        }
        guard let response else { throw DeadlineExceeded(wasReading: scope.body.wasCutShort) }
        return response
    }

    /// Answers with a page that is the same for everyone, made now if need be.
    private func keptResponse(
        _ scope: RequestScope, _ rule: PageRule, _ desk: PageDesk
    ) async throws -> Response? {
        let request = scope.request
        guard
            let wanted = PageRequest(request, rule: rule, sessionCookie: desk.sessionCookie)
        else { return nil }
        let now = NIODeadline.now()
        if let page = desk.readyPage(wanted.key, now: now) {
            let response = page.file.response(to: request.method, request.headers)
            page.tally.count(response.body.contentLength ?? 0, now: now)
            return response
        }
        // Making a page and packing it takes long, for which the event loop is no place.
        await Task.yield()
        let page = try await Deadline.run(settings.requestDeadline, for: scope.connection) {
            try await desk.page(for: wanted)
        }
        guard let page else { throw DeadlineExceeded(wasReading: false) }
        return page?.file.response(to: request.method, request.headers)
    }

    private func finish(_ response: inout Response, _ scope: RequestScope, cookie: String?) {
        // For what follows, and the date.
        response.headers.reserveCapacity(response.headers.count + 4)
        if let cookie {
            response.headers.append(HTTPField(name: .setCookie, value: cookie))
        }
        // A response with somebody's cookie or message is for that one visitor.
        if cookie != nil || scope.isNotStored {
            response.headers[.cacheControl] = "no-store"
        } else if !response.headers.contains(.cacheControl) {
            response.headers.append(.ownPage)
        }
        if let header = RequestID.header { response.headers[header] = scope.id }
    }
}

extension Response {
    /// Whether there is something to look at: no redirect, no 304, no empty body.
    fileprivate var isPage: Bool {
        status.kind != .redirection && body.contentLength != 0
    }
}

extension HTTPField {
    /// What is said of a page that says nothing itself: it is for this one visitor.
    fileprivate static let ownPage = HTTPField(name: .cacheControl, value: "private, no-cache")
}
