import AnonymousSite
import Hummingbird
import Web

/// Asks the session who is here, as a site with accounts does for every page.
struct WhoIsHere: RouterMiddleware {
    typealias Context = WebContext<Nothing>

    func handle(
        _ request: Request, context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        if context.session.hasCookie {
            context.local.visitor = try await context.session.owner()
        }
        return try await next(request, context)
    }
}
