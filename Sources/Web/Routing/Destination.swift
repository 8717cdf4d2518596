import Hummingbird

/// Where a request is going.
///
/// An object, for it is handed on at every step to the handler.
final class Destination<Context: RequestContext>: Sendable {
    /// The pattern that its address matches, if any does.
    let route: String?
    let responder: any HTTPResponder<Context>
    /// What answers its failures, nearest first.
    let errors: [ErrorHandlers<Context>]
    /// What its page depends on, if it may be kept.
    let rule: PageRule?

    init(
        route: String?, responder: any HTTPResponder<Context>, errors: [ErrorHandlers<Context>],
        rule: PageRule? = nil
    ) {
        self.route = route
        self.responder = responder
        self.errors = errors
        self.rule = rule
    }
}
