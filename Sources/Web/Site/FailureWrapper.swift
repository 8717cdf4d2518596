import Hummingbird

/// Wraps what a handler throws.
struct FailureWrapper<Context: RequestContext>: RouterMiddleware {
    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            throw HandlerFailure(cause: error)
        }
    }
}
