import HTTPTypes
import Hummingbird
import RenderCache
import Web

/// Shows the owner what the cache does, and clears it.
struct CacheController: Feature {
    /// The longest tag that somebody may ask for.
    private static let longestTag = 200

    let cache: Cache
    let feed: InvalidationFeed
    /// What is ready to be sent; `nil` if nothing is to be kept.
    let ready: PageCache?
    let pages: Pages

    var prefix: Route<> { Address.administration }

    func addRoutes(to routes: Routes<AppContext>) {
        routes.get(Address.cache, use: show)
        routes.post(Address.cache, use: clear)
    }

    /// Shows what became of the questions.
    @Sendable func show(request: Request, context: AppContext) async throws -> Response {
        try context.requireOwner()
        return try await pages.page(\.caching.cache, page(), in: context)
    }

    /// Makes pages stale: those with a tag, or all.
    @Sendable func clear(request: Request, context: AppContext) async throws -> Response {
        try context.requireOwner()
        let form = try await context.form()
        let isAll = try form.one("all") != nil
        let tag = try form.one("tag")?.oneLine ?? ""
        guard isAll || PageTag(tag) != nil, tag.utf8.count <= Self.longestTag else {
            var page = page()
            page.tag = tag
            page.tagProblem = tag.isEmpty ? "Give a tag." : "No page has such a tag."
            return try await pages.page(
                \.caching.cache, page, in: context, status: .unprocessableContent)
        }
        // Every page shows the site's name.
        guard await cache.invalidate(tag: isAll ? PageTag.settings.text : tag) else {
            throw HTTPError(.serviceUnavailable, message: "The cache could not be cleared.")
        }
        await context.confirm(
            isAll ? "Every page is made anew." : "Pages with \(tag) are made anew.")
        return .seeOther(Address.cache())
    }

    private func page() -> CachePage {
        CachePage(cache.statistics, ready: ready?.statistics, isFollowed: !feed.isSuspended)
    }
}
