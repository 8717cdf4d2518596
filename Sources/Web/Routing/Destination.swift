import Hummingbird

/// Where a request is going.
struct Destination<Context: RequestContext>: Sendable {
    /// The pattern that its address matches, if any does.
    let route: String?
    let responder: any HTTPResponder<Context>
    /// What answers its failures, nearest first.
    let errors: [ErrorHandlers<Context>]
    /// What its page depends on, if it may be kept.
    var rule: PageRule?
    /// What stands for the variable parts, as it was sent.
    var parameters = Parameters()

    /// Answers a request.
    func respond(to request: Request, context: Context) async throws -> Response {
        if !parameters.isEmpty {
            var context = context
            context.coreContext.parameters = parameters
        }
        return try await responder.respond(to: request, context: context)
    }
}
