import BSON
import Hummingbird
import Web

/// Finds out who is signed in, before a page is made.
struct SignedInUser: RouterMiddleware {
    typealias Context = AppContext

    let users: UserStore

    func handle(
        _ request: Request, context: AppContext,
        next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        if context.session.hasCookie, let owner = try await context.session.owner(),
            let id = ObjectID(owner)
        {
            context.local.user = try await users.find(id: id)
        }
        do {
            return try await next(request, context)
        } catch is SignInRequired where request.method == .get || request.method == .head {
            return .seeOther(
                Address.signIn(query: ["next": request.head.path ?? Address.home()]))
        }
    }
}
