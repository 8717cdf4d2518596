/// What the page at a route depends on, which makes it one that can be kept and shown to
/// every reader who is not signed in.
///
/// ```swift
/// routes.get(Address.home, kept: PageRule(query: ["before"]), use: home)
/// ```
///
/// A kept page is made from nothing but this: its handler, and every middleware before it,
/// sees the host, the path, the declared parameters in the declared order, the language
/// that was chosen, and no other header, parameter, cookie or address. What one visitor
/// sends can therefore not get into the page of the next.
public struct PageRule: Hashable, Sendable {
    /// The parameters of the query that the page depends on.
    ///
    /// All others are taken away before the page is made: an address with a campaign's
    /// parameters shows the page without them. Where one comes twice, or its name has
    /// escapes, the handler is asked, which reads it with ``WebContext/query(_:)``.
    public let query: [String]

    /// The languages that the page can be had in, the site's own first.
    ///
    /// The handler finds the best of them for a reader as the only one in
    /// `Accept-Language`. None means that the page is the same for every language.
    public let languages: [String]

    /// How long the page may be shown without asking its handler again; the cache's
    /// own time without one.
    ///
    /// Saving what the page shows makes it stale at once, whatever this says.
    public let freshFor: Duration?

    let names: [[UInt8]]

    /// A page that depends on its address, on these parameters and on nothing else.
    public init(query: [String] = [], languages: [String] = [], freshFor: Duration? = nil) {
        self.query = query
        self.languages = languages
        self.freshFor = freshFor
        names = query.map { Array($0.utf8) }
    }
}
