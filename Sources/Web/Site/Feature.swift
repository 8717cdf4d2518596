/// A part of a site that brings its own routes, and what belongs to them.
///
/// It gets a group of its own, so its middlewares, its rules for failures and its
/// error pages hold under its prefix and nowhere else:
///
/// ```swift
/// struct Administration: Feature {
///     let prefix = Route("admin")
///
///     func addRoutes(to routes: Routes<AppContext>) {
///         routes.add(middleware: OwnersOnly())
///         routes.errorPage(for: .notFound) { page, context in … }
///         routes.get(prefix.path("people"), use: people)
///     }
/// }
/// ```
///
/// Whose routes follow from its prefix can be in a site twice.
public protocol Feature<Local>: Sendable {
    /// What the site adds to each request.
    associatedtype Local: RequestLocal

    /// What all its addresses begin with; nothing, unless it says otherwise.
    var prefix: Route<> { get }

    /// Adds its routes.
    func addRoutes(to routes: Routes<WebContext<Local>>)
}

extension Routes {
    /// Adds a feature to this group, behind the middlewares that it has by now.
    public func add<Local>(_ feature: some Feature<Local>) where Context == WebContext<Local> {
        feature.addRoutes(to: group(feature.prefix))
    }
}

extension Feature {
    /// No prefix: addresses anywhere in the site.
    public var prefix: Route<> { Route() }
}
