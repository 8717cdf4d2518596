import Hummingbird

/// Lets a request that changes something through only from the site's own forms.
struct ForgeryCheckMiddleware<Local: RequestLocal>: RouterMiddleware {
    typealias Context = WebContext<Local>

    let check: RequestForgeryCheck

    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        // A cookie that is gone is no reason to lose what was written.
        if try check.checkSource(request) || context.session.hasCookie {
            context.scope.noteOwnPage()
        }
        try await check.checkToken(request, form: context.scope.form, session: context.session)
        return try await next(request, context)
    }
}
