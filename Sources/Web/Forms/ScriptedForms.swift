import HTTPTypes
public import Hummingbird

/// Tells a script that has sent a form where to go next.
///
/// A script sees no redirect: its browser follows, and the page with its message is
/// spent on nobody. So a request with `X-Requested-With: XMLHttpRequest` gets the
/// address alone (204), for the script to open. Everybody else is redirected as ever.
public struct ScriptedForms<Context: RequestContext>: RouterMiddleware {
    private static var requestedWith: HTTPField.Name? { HTTPField.Name("X-Requested-With") }

    /// Nothing to be told.
    public init() {}

    /// Makes a redirect after a form an address, for a script.
    public func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        let isScript =
            Self.requestedWith.flatMap { request.headers[$0] }?.lowercased() == "xmlhttprequest"
        if isScript, response.status == .seeOther { response.status = .noContent }
        return response
    }
}
