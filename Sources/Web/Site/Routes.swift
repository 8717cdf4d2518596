public import HTTPTypes
public import Hummingbird

/// The addresses of a site.
///
/// Used like Hummingbird's router. It also knows which methods each address has, so
/// that every GET answers HEAD and the others say which they would answer.
public final class Routes<Context: RequestContext>: RouterMethods {
    /// Two handlers for the same method at the same address.
    public struct Conflict: Error, Hashable, CustomStringConvertible {
        /// The method and the address.
        public let description: String
    }

    private typealias Responder = any HTTPResponder<Context>

    private static var knownMethods: [HTTPRequest.Method] {
        [.get, .head, .post, .put, .patch, .delete, .trace, .connect]
    }

    private var paths: [String: RouterPath] = [:]
    private var responders: [String: [HTTPRequest.Method: Responder]] = [:]
    private var conflicts: [Conflict] = []
    private var middlewares: [any MiddlewareProtocol<Request, Response, Context>] = []

    init() {}

    /// Adds a handler for a method at an address.
    @discardableResult public func on<Handler: HTTPResponder>(
        _ path: RouterPath, method: HTTPRequest.Method, responder: Handler
    ) -> Self where Handler.Context == Context {
        let key = path.description
        if responders[key]?[method] != nil {
            conflicts.append(Conflict(description: "\(method) \(key) has two handlers."))
        }
        paths[key] = path
        responders[key, default: [:]][method] = behindMiddlewares(responder)
        return self
    }

    /// Adds a middleware for the addresses that are added from now on, and for those
    /// that are not found.
    @discardableResult public func add(
        middleware: any MiddlewareProtocol<Request, Response, Context>
    ) -> Self {
        middlewares.append(middleware)
        return self
    }

    /// Builds what answers requests, where those that change something must pass
    /// `check` first.
    ///
    /// - Throws: `Conflict`, or Hummingbird's own if addresses hide one another.
    func build(
        checkedBy check: some MiddlewareProtocol<Request, Response, Context>
    ) throws -> RouterResponder<Context> {
        if let conflict = conflicts.first { throw conflict }
        let router = Router(context: Context.self)
        router.add(middleware: FailureWrapper<Context>())
        for (key, path) in paths {
            let handlers = responders[key] ?? [:]
            for (method, handler) in completed(handlers) {
                let isSafe = RequestForgeryCheck.isSafe(method) || handlers[method] == nil
                let checked: Responder =
                    isSafe ? handler : MiddlewareResponder(middleware: check, next: handler)
                router.on(
                    path, method: method,
                    responder: CallbackResponder { request, context in
                        try await checked.respond(to: request, context: context)
                    })
            }
        }
        for middleware in middlewares { router.add(middleware: middleware) }
        try router.validate()
        return router.buildResponder()
    }

    /// Adds HEAD, OPTIONS, and a refusal for every other method.
    private func completed(
        _ handlers: [HTTPRequest.Method: Responder]
    ) -> [HTTPRequest.Method: Responder] {
        var completed = handlers
        if completed[.head] == nil, let get = completed[.get] {
            completed[.head] = CallbackResponder { request, context in
                try await get.respond(to: request, context: context).createHeadResponse()
            }
        }
        let names = Set(completed.keys).union([.options]).map(\.rawValue)
        let allow = names.sorted().joined(separator: ", ")
        if completed[.options] == nil {
            completed[.options] = CallbackResponder { _, _ in
                Response(status: .noContent, headers: [.allow: allow])
            }
        }
        for method in Self.knownMethods where completed[method] == nil {
            completed[method] = behindMiddlewares(
                CallbackResponder { _, _ in
                    throw HTTPError(.methodNotAllowed, headers: [.allow: allow])
                })
        }
        return completed
    }

    private func behindMiddlewares(_ responder: Responder) -> Responder {
        middlewares.reversed().reduce(responder) { next, middleware in
            MiddlewareResponder(middleware: middleware, next: next)
        }
    }
}
