public import HTTPTypes
public import Hummingbird

/// The addresses of a site, or of a part of it.
///
/// Used like Hummingbird's router. What is added to a group lies under its prefix,
/// behind its middlewares, and its failures are answered by its own rules and pages
/// before those of the groups around it.
public final class Routes<Context: RequestContext>: RouterMethods {
    /// Routes that cannot be served together, or not at all.
    public struct Conflict: Error, Hashable, CustomStringConvertible {
        /// What is wrong, with the method and the address.
        public let description: String

        /// Says what is wrong.
        package init(description: String) {
            self.description = description
        }
    }

    /// A handler and where it belongs.
    struct Entry {
        let pattern: RoutePattern
        let method: HTTPRequest.Method
        let responder: any HTTPResponder<Context>
        let group: Routes
        var rule: PageRule?
    }

    /// What all the groups of a site share.
    final class Book {
        var entries: [Entry] = []
        var groups: [Routes] = []
        var conflicts: [Conflict] = []
    }

    let prefix: RoutePattern
    let book: Book
    private let parent: Routes?
    private var middlewares: [any MiddlewareProtocol<Request, Response, Context>] = []
    private var errors = ErrorHandlers<Context>()

    init() {
        prefix = RoutePattern(literals: "")
        book = Book()
        parent = nil
        book.groups = [self]
    }

    private init(prefix: RoutePattern, parent: Routes) {
        self.prefix = prefix
        self.parent = parent
        book = parent.book
        book.groups.append(self)
        if !prefix.lies(under: parent.prefix) {
            refuse("The group at \(prefix) is not under \(parent.prefix).")
        }
    }

    /// Returns a group of addresses under `prefix`, which lies under this group's own.
    public func group(_ prefix: Route<>) -> Routes {
        Routes(prefix: prefix.pattern, parent: self)
    }

    /// Adds a handler for a method at an address below this group's prefix.
    @discardableResult public func on<Handler: HTTPResponder>(
        _ path: RouterPath, method: HTTPRequest.Method, responder: Handler
    ) -> Self where Handler.Context == Context {
        if let pattern = RoutePattern(path) {
            add(prefix.appending(pattern), method, responder)
        } else {
            refuse("\(path) has a wildcard that is not served: name the part, or end with **.")
        }
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

    /// Adds a rule for failures of this group's handlers.
    public func add(errorRule: @escaping ErrorRule) {
        errors.rules.append(errorRule)
    }

    /// Says how failures of a type are answered in this group.
    public func onError<Failure: Error>(
        _ type: Failure.Type, answer: @escaping @Sendable (Failure) -> ErrorAnswer?
    ) {
        add { error in (error as? Failure).flatMap(answer) }
    }

    /// Says how the pages for failures in this group are made: for one status, or for
    /// those that have no page of their own.
    ///
    /// A page that fails or takes too long is replaced by the next one outwards.
    public func errorPage(
        for status: HTTPResponse.Status? = nil,
        render: @escaping @Sendable (ErrorPage, Context) async throws -> [UInt8]
    ) {
        errors.pages[status?.code] = render
    }

    /// Adds a handler at a whole address.
    func add(
        _ pattern: RoutePattern, _ method: HTTPRequest.Method,
        _ responder: any HTTPResponder<Context>, kept rule: PageRule? = nil
    ) {
        if !pattern.lies(under: prefix) { refuse("\(pattern) is not under \(prefix).") }
        if method == .trace || method == .connect {
            refuse("\(method) is never answered, but \(pattern) has a handler for it.")
        }
        book.entries.append(
            Entry(
                pattern: pattern, method: method, responder: behindMiddlewares(responder),
                group: self, rule: rule))
    }

    /// Puts a responder behind the middlewares that are there now, outermost first.
    func behindMiddlewares(_ responder: any HTTPResponder<Context>) -> any HTTPResponder<Context> {
        let inner = middlewares.reversed().reduce(responder) { next, middleware in
            MiddlewareResponder(middleware: middleware, next: next)
        }
        return parent?.behindMiddlewares(inner) ?? inner
    }

    /// What answers this group's failures, nearest first.
    var errorHandlers: [ErrorHandlers<Context>] {
        [errors] + (parent?.errorHandlers ?? [])
    }

    private func refuse(_ description: String) {
        book.conflicts.append(Conflict(description: description))
    }
}
