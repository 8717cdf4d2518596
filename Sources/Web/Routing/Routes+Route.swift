import HTTPTypes
public import Hummingbird

// Handlers get the values of their address in order, already decoded and of their
// types: there is no name to misspell.
extension Routes {
    /// Answers GET, and with it HEAD, at a route.
    ///
    /// With a rule, the page may be kept for every reader who is not signed in.
    @discardableResult public func get<each Value: Sendable>(
        _ route: Route<repeat each Value>, kept rule: PageRule? = nil,
        use handler:
            @escaping @Sendable (Request, Context, repeat each Value) async throws ->
            some ResponseGenerator
    ) -> Self {
        add(route, .get, kept: rule, handler)
    }

    /// Answers POST at a route.
    @discardableResult public func post<each Value: Sendable>(
        _ route: Route<repeat each Value>,
        use handler:
            @escaping @Sendable (Request, Context, repeat each Value) async throws ->
            some ResponseGenerator
    ) -> Self {
        add(route, .post, handler)
    }

    /// Answers PUT at a route.
    @discardableResult public func put<each Value: Sendable>(
        _ route: Route<repeat each Value>,
        use handler:
            @escaping @Sendable (Request, Context, repeat each Value) async throws ->
            some ResponseGenerator
    ) -> Self {
        add(route, .put, handler)
    }

    /// Answers PATCH at a route.
    @discardableResult public func patch<each Value: Sendable>(
        _ route: Route<repeat each Value>,
        use handler:
            @escaping @Sendable (Request, Context, repeat each Value) async throws ->
            some ResponseGenerator
    ) -> Self {
        add(route, .patch, handler)
    }

    /// Answers DELETE at a route.
    @discardableResult public func delete<each Value: Sendable>(
        _ route: Route<repeat each Value>,
        use handler:
            @escaping @Sendable (Request, Context, repeat each Value) async throws ->
            some ResponseGenerator
    ) -> Self {
        add(route, .delete, handler)
    }

    private func add<each Value: Sendable>(
        _ route: Route<repeat each Value>, _ method: HTTPRequest.Method,
        kept rule: PageRule? = nil,
        _ handler:
            @escaping @Sendable (Request, Context, repeat each Value) async throws ->
            some ResponseGenerator
    ) -> Self {
        let names = route.pattern.names
        add(
            route.pattern, method,
            CallbackResponder { request, context in
                let texts = try names.map { try PathSegment.decoded(context.parameters.get($0)) }
                guard let values = route.values(in: texts) else { throw HTTPError(.notFound) }
                return try await handler(request, context, repeat each values)
                    .response(from: request, context: context)
            }, kept: rule)
        return self
    }
}
