import HTTPTypes
import Hummingbird
import Templates
import Web

/// Puts a page into its chrome.
struct Pages: Sendable {
    private let templates: PageTemplates
    private let assets: AssetAddresses
    let site: SiteStore

    init(templates: PageTemplates, assets: AssetAddresses, site: SiteStore) {
        self.templates = templates
        self.assets = assets
        self.site = site
    }

    /// Renders a page with the messages that wait for this visitor.
    func page<Content: PageContent>(
        _ template: any KeyPath<PageTemplates, Template<Chrome, Content>> & Sendable,
        _ content: Content,
        for request: Request, in context: AppContext, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let state = try await site.state()
        let hasForm = Content.hasForm || context.local.user != nil
        let chrome = Chrome(
            site: state, path: request.uri.path, user: context.local.user,
            csrf: hasForm ? await context.formToken() : "",
            flashes: try await context.takeFlashes(), assets: assets)
        return .page(templates[keyPath: template].render(chrome, content), status: status)
    }

    /// Renders the page for a failure from what is at hand: the database may be
    /// what failed, so it is not asked.
    func errorPage(_ page: ErrorPage, in context: AppContext) -> [UInt8] {
        let content = ErrorContent(page, isSignedIn: context.local.user != nil)
        let chrome = Chrome(
            site: site.lastKnown, path: "", user: nil, csrf: "", flashes: [], assets: assets)
        return templates.error.render(chrome, content)
    }
}
