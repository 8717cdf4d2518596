import HTTPTypes
import Hummingbird

/// What is at the addresses of one pattern.
struct Endpoint<Context: RequestContext>: Sendable {
    let pattern: RoutePattern

    /// Whether the address can be read.
    let hasPage: Bool

    /// What the page depends on, if it may be kept.
    let rule: PageRule?

    private let names: [Substring]
    private let destinations: [HTTPRequest.Method: Destination<Context>]
    private let refusal: Destination<Context>

    /// Completes the handlers of a pattern: HEAD is answered as GET, OPTIONS with the
    /// methods that there are, and every other with a refusal that names them.
    ///
    /// - Throws: `Routes.Conflict` if two of them are for the same method or give the
    ///   variable parts different names.
    init(
        _ entries: [Routes<Context>.Entry], at first: Routes<Context>.Entry,
        checkedBy check: some MiddlewareProtocol<Request, Response, Context>
    ) throws {
        pattern = first.pattern
        names = first.pattern.names.map { $0[...] }
        let route = pattern.description
        var responders: [HTTPRequest.Method: any HTTPResponder<Context>] = [:]
        var errors: [HTTPRequest.Method: [ErrorHandlers<Context>]] = [:]
        for entry in entries {
            let name = "\(entry.method) \(entry.pattern)"
            guard entry.pattern == pattern else {
                throw Routes<Context>.Conflict(
                    description: "\(name) names its parts otherwise than \(pattern).")
            }
            guard responders[entry.method] == nil else {
                throw Routes<Context>.Conflict(description: "\(name) has two handlers.")
            }
            responders[entry.method] =
                RequestForgeryCheck.isSafe(entry.method)
                ? entry.responder : MiddlewareResponder(middleware: check, next: entry.responder)
            errors[entry.method] = entry.group.errorHandlers
        }
        responders[.head] = responders[.head] ?? responders[.get]
        hasPage = responders[.get] != nil
        let rule = entries.first { $0.method == .get }?.rule
        self.rule = rule
        let methods = Set(responders.keys).union([.options]).map(\.rawValue)
        let allow = methods.sorted().joined(separator: ", ")
        if responders[.options] == nil {
            responders[.options] = CallbackResponder { _, _ in
                Response(status: .noContent, headers: [.allow: allow])
            }
        }
        let nearest = first.group.errorHandlers
        destinations = Dictionary(
            uniqueKeysWithValues: responders.map { method, responder in
                let own = errors[method == .head ? .get : method] ?? nearest
                let isRead = method == .get || method == .head
                return (
                    method,
                    Destination(
                        route: route, responder: responder, errors: own, rule: isRead ? rule : nil)
                )
            })
        refusal = Destination(
            route: route,
            responder: first.group.behindMiddlewares(
                CallbackResponder { _, _ in
                    throw HTTPError(.methodNotAllowed, headers: [.allow: allow])
                }),
            errors: nearest)
    }

    /// Returns what answers a method.
    func destination(for method: HTTPRequest.Method) -> Destination<Context> {
        destinations[method] ?? refusal
    }

    /// Names what stands for the variable parts, as it was sent.
    func parameters(_ texts: [Substring]) -> Parameters {
        var parameters = Parameters()
        for (name, text) in zip(names, texts) { parameters[name] = text }
        if let rest = texts.last, texts.count > names.count { parameters.setCatchAll(rest) }
        return parameters
    }
}
