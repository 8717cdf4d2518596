import HTTPTypes
import Hummingbird
import Logging

/// Turns every failure into a response that says nothing a reader should not see.
enum ErrorPages {
    /// How long all the pages that are tried may take together.
    private static let patience = Duration.seconds(2)

    /// Answers a failure as the nearest of `handlers` says, and logs its cause once.
    static func response<Local: RequestLocal>(
        to error: any Error, request: Request, context: WebContext<Local>,
        handlers: [ErrorHandlers<WebContext<Local>>]
    ) async -> Response {
        let answer = ErrorAnswer(error, rules: handlers.flatMap(\.rules))
        context.logger.log(
            level: answer.level, "The request failed",
            metadata: [
                "status": "\(answer.status.code)", "error": "\(String(reflecting: error))",
            ])
        let page = ErrorPage(answer, requestID: context.id)
        var response: Response
        if AcceptHeader(request.headers[.accept]).prefersJSON {
            response = .bytes(
                ProblemDocument(page, path: request.uri.path).bytes,
                mediaType: ProblemDocument.mediaType, status: page.status)
        } else {
            response = await html(
                page, context, ErrorHandlers.pages(for: page.status, of: handlers))
        }
        for field in answer.headers { response.headers[field.name] = field.value }
        response.headers[.cacheControl] = "no-store"
        return response
    }

    private static func html<Local: RequestLocal>(
        _ page: ErrorPage, _ context: WebContext<Local>,
        _ candidates: [ErrorHandlers<WebContext<Local>>.Page]
    ) async -> Response {
        let made = try? await Deadline.run(patience) { () -> [UInt8]? in
            for make in candidates {
                do {
                    return try await make(page, context)
                } catch {
                    context.logger.error(
                        "An error page failed",
                        metadata: ["error": "\(String(reflecting: error))"])
                }
            }
            return nil
        }
        if let html = made ?? nil { return .page(html, status: page.status) }
        var response = Response.page(StaticErrorPage.html(page), status: page.status)
        response.headers[.contentSecurityPolicy] = StaticErrorPage.contentSecurityPolicy
        return response
    }
}
