import HTTPTypes
import Hummingbird
import Logging

/// Turns every failure into a response that says nothing a reader should not see.
struct ErrorPages<Local: RequestLocal>: Sendable {
    private static var patience: Duration { .seconds(2) }

    let rules: [ErrorRule]
    let render: ErrorPageRenderer<Local>?

    /// Answers a failure, and logs its cause once.
    func response(
        to error: any Error, request: Request, context: WebContext<Local>
    ) async -> Response {
        let answer = ErrorAnswer(error, rules: rules)
        context.logger.log(
            level: answer.level, "The request failed",
            metadata: [
                "status": "\(answer.status.code)", "error": "\(String(reflecting: error))",
            ])
        var response = await body(ErrorPage(answer, requestID: context.id), request, context)
        for field in answer.headers { response.headers[field.name] = field.value }
        response.headers[.cacheControl] = "no-store"
        return response
    }

    private func body(
        _ page: ErrorPage, _ request: Request, _ context: WebContext<Local>
    ) async -> Response {
        if AcceptHeader(request.headers[.accept]).prefersJSON {
            return .bytes(
                ProblemDocument(page).bytes, mediaType: ProblemDocument.mediaType,
                status: page.status)
        }
        if let render {
            do {
                let html = try await Deadline.run(Self.patience) {
                    try await render(page, context)
                }
                if let html { return .page(html, status: page.status) }
                context.logger.error("The error page took too long")
            } catch {
                context.logger.error(
                    "The error page failed", metadata: ["error": "\(String(reflecting: error))"])
            }
        }
        var response = Response.page(StaticErrorPage.html(page), status: page.status)
        response.headers[.contentSecurityPolicy] = StaticErrorPage.contentSecurityPolicy
        return response
    }
}
