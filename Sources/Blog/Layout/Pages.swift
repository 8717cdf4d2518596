import HTTPTypes
import Hummingbird
import Templates
import Web

/// Puts a page into its chrome.
struct Pages: Sendable {
    private let templates: CompiledTemplates<PageTemplates>
    private let assets: AssetAddresses
    let site: SiteStore

    init(templates: CompiledTemplates<PageTemplates>, assets: AssetAddresses, site: SiteStore) {
        self.templates = templates
        self.assets = assets
        self.site = site
    }

    /// Renders a page with the messages that wait for this visitor.
    func page<Content: PageContent>(
        _ template: any KeyPath<PageTemplates, Template<Chrome, Content>> & Sendable,
        _ content: Content,
        in context: AppContext, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        context.shows(.settings)
        let state = try await site.state()
        let hasForm = Content.hasForm || context.local.user != nil
        let chrome = Chrome(
            site: state, user: context.local.user,
            csrf: hasForm ? await context.formToken() : "",
            flashes: try await context.flash.take(), assets: assets)
        return render(template, chrome, content, status: status)
    }

    /// Renders the page, or the one that says why its template cannot be read;
    /// that comes only to those who work on templates.
    private func render<Content: PageContent>(
        _ template: any KeyPath<PageTemplates, Template<Chrome, Content>> & Sendable,
        _ chrome: Chrome, _ content: Content, status: HTTPResponse.Status
    ) -> Response {
        do {
            let template = try templates.current()[keyPath: template]
            return .page(template.render(chrome, content), status: status)
        } catch {
            return .page(TemplateMistake(error).rendered(), status: .internalServerError)
        }
    }

    /// Renders the page for a failure.
    ///
    /// It is made from what is at hand when the site itself has failed: the
    /// database may be what is broken. The words of a form come back with it.
    func errorPage(_ page: ErrorPage, in context: AppContext) async -> [UInt8] {
        let isBroken = page.status.code >= 500
        let user = context.local.user
        let state = isBroken ? site.lastKnown : (try? await site.state()) ?? site.lastKnown
        let chrome = Chrome(
            site: state, user: user, csrf: user == nil ? "" : await context.formToken(),
            flashes: [], assets: assets, offersSignIn: !isBroken)
        let words = await context.formWords().map(TypedText.all(in:)) ?? []
        let content = ErrorContent(page, isSignedIn: user != nil, words: words)
        do {
            return try templates.current().error.render(chrome, content)
        } catch {
            return TemplateMistake(error).rendered()
        }
    }
}
