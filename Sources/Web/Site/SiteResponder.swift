import HTTPTypes
public import Hummingbird
import Logging

/// What happens to every request of a site, before and after its handler.
public struct SiteResponder<Local: RequestLocal>: HTTPResponder {
    private static var requestID: HTTPField.Name? { HTTPField.Name("X-Request-ID") }

    private let settings: WebSettings
    private let sessions: SessionService
    private let routes: RouterResponder<WebContext<Local>>
    private let errorPages: ErrorPages<Local>
    private let gate: RequestGate
    private let flight: BytesInFlight
    private let securityHeaders: SecurityHeaders
    private let logger: Logger

    init(
        settings: WebSettings,
        sessions: SessionService,
        routes: RouterResponder<WebContext<Local>>,
        errorPages: ErrorPages<Local>,
        logger: Logger
    ) {
        self.settings = settings
        self.sessions = sessions
        self.routes = routes
        self.errorPages = errorPages
        self.logger = logger
        gate = RequestGate(settings)
        flight = BytesInFlight(limit: settings.connections.bytesInFlight)
        securityHeaders = SecurityHeaders(
            contentSecurityPolicy: settings.contentSecurityPolicy,
            transportSecurity: settings.isSecure ? settings.transportSecurity : nil)
    }

    /// Answers a request; every failure has become a page.
    public func respond(to request: Request, context: ConnectionContext) async -> Response {
        let start = ContinuousClock.now
        let (request, sender) = gate.receive(request, from: context.peerAddress)
        let scope = RequestScope(
            request: request, clientAddress: sender.address,
            intake: BodyIntake(request.head, flight: flight, channel: context.channel),
            sessions: sessions, settings: settings)
        var logger = logger
        logger[metadataKey: "request"] = "\(scope.id)"
        let web = WebContext<Local>(source: WebContextSource(logger: logger, scope: scope))
        var response: Response
        do {
            if let elsewhere = try gate.check(request, from: sender) {
                response = elsewhere
            } else {
                response = try await context.presence.during { try await handle(request, web) }
            }
        } catch  where context.presence.isGone {
            // Nobody sees this.
            response = Response(status: .badRequest)
            logger.debug("The client is gone")
        } catch {
            response = await errorPages.response(to: error, request: request, context: web)
            if request.method == .head { response = response.createHeadResponse() }
        }
        await finish(&response, scope)
        await scope.endActions.run()
        log(request, response, duration: start.duration(to: .now), to: logger)
        return response
    }

    private func handle(_ request: Request, _ context: WebContext<Local>) async throws -> Response {
        let response: Response?
        do {
            // Only a handler can grant an upload's time, not whoever sends the request.
            response = try await Deadline.run(
                settings.requestDeadline,
                longer: { [limit = settings.uploadDeadline] in
                    context.scope.expectsFiles ? limit : nil
                }
            ) { [routes] in
                try await routes.respond(to: request, context: context)
            }
        } catch let failure as HandlerFailure {
            throw failure.cause
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
        if let requestID = Self.requestID { response.headers[requestID] = scope.id }
        securityHeaders.apply(to: &response.headers)
    }

    private func log(
        _ request: Request, _ response: Response, duration: Duration, to logger: Logger
    ) {
        logger.info(
            "\(request.method) \(request.uri.path.prefix(200)) \(response.status.code)",
            metadata: ["milliseconds": "\(Int(duration / .milliseconds(1)))"])
    }
}
