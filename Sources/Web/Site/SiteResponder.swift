import HTTPTypes
public import Hummingbird
import Logging

/// What happens to every request of a site, before and after its handler.
public struct SiteResponder<Local: RequestLocal>: HTTPResponder {
    private let settings: WebSettings
    private let sessions: SessionService
    private let routes: RoutingTable<WebContext<Local>>
    private let gate: RequestGate
    private let flight: BytesInFlight
    private let securityHeaders: SecurityHeaders
    private let metrics: RequestMetrics?
    private let tracing: RequestTracing?
    private let logger: Logger

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
        metrics = RequestMetrics(factory: settings.observing.metrics)
        tracing = RequestTracing(settings.observing)
        gate = RequestGate(settings)
        flight = BytesInFlight(limit: settings.connections.bytesInFlight)
        securityHeaders = SecurityHeaders(
            contentSecurityPolicy: settings.contentSecurityPolicy,
            transportSecurity: settings.isSecure ? settings.transportSecurity : nil)
    }

    /// Answers a request; every failure has become a page.
    public func respond(to request: Request, context: ConnectionContext) async -> Response {
        let start = ContinuousClock.now
        metrics?.begin()
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
        metrics?.end(
            route: destination.route, method: request.method, status: response.status,
            duration: duration)
        guard logger.logLevel <= .info else { return response }
        web.logger.info(
            "\(request.method) \(request.uri.path.prefix(200)) \(response.status.code)",
            metadata: [
                "milliseconds": "\(Int(duration / .milliseconds(1)))",
                "route": "\(destination.route ?? "none")",
            ])
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
