import HTTPTypes
import Hummingbird
import NIOCore

// How a page is made that everyone may see.
extension SiteResponder {
    /// Sets up the desk at which kept pages are found.
    func makeDesk(_ pages: PageCache) -> PageDesk {
        let maker = self
        return PageDesk(
            pages, sessionCookie: sessions.cookie.name, usesLanguages: routes.usesLanguages,
            route: routes.keptRoute,
            common: common,
            render: { await maker.rendering(of: $0) })
    }

    /// What answers from the desk on the event loop.
    ///
    /// Where requests are traced, all go the slow way, which has spans.
    var earlyDesk: EarlyDesk? {
        guard let desk, desk.cache.settings.answersEarly, tracing == nil else { return nil }
        return EarlyDesk(
            desk: desk, gate: gate, scheme: settings.tls == nil ? "http" : "https",
            limits: settings.connections, journal: journal)
    }

    /// Has a page made by its handler, for nobody in particular.
    private func rendering(of wanted: PageRequest) async -> PageRendering {
        let request = Request(head: wanted.head, body: RequestBody(buffer: ByteBuffer()))
        let scope = RequestScope(request, rules: bodyRules, sessions: sessions)
        let (context, destination) = route(scope)
        let rendering: PageRendering
        do {
            rendering = try await page(context, destination)
        } catch {
            let answer = ErrorAnswer(error, rules: destination.errors.flatMap(\.rules))
            rendering = .failed(error, isOurs: answer.status.code >= 500)
        }
        await scope.endActions.begin()?.value
        scope.endReading()
        return rendering
    }

    private func page(
        _ context: WebContext<Local>, _ destination: Destination<WebContext<Local>>
    ) async throws -> PageRendering {
        let request = context.scope.request
        let limit = settings.pages?.settings.largestPage ?? 0
        let made = try await Deadline.run(settings.requestDeadline) {
            let response = try await destination.responder.respond(
                to: request, context: context)
            return (response, try await BodyCollector.bytes(of: response.body, limit: limit))
        }
        guard let (response, body) = made else { throw DeadlineExceeded(wasReading: false) }
        guard let body, response.isForEveryone, !context.scope.isNotStored,
            await context.session.setCookie == nil
        else { return .own }
        return .page(
            StoredPage(body: body, headers: response.headers), tags: Array(context.scope.shown))
    }
}

extension Response {
    /// Whether anybody may be shown this.
    fileprivate var isForEveryone: Bool {
        let caching = headers[.cacheControl]?.lowercased() ?? ""
        return status == .ok && headers[.setCookie] == nil && headers[.contentEncoding] == nil
            && !caching.contains("no-store") && !caching.contains("private")
            && !(headers[.vary]?.contains("*") ?? false)
    }
}
