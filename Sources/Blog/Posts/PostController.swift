import DocumentMapper
import HTTPTypes
import Hummingbird
import Markdown
import RenderCache
import Templates
import Web

/// Shows posts to readers.
struct PostController: Feature {
    /// How many posts a list shows on one page.
    static let pageSize = 10

    let posts: PostStore
    let users: UserStore
    let pages: Pages
    let markdown: MarkdownRenderer
    let feed: InvalidationFeed

    func addRoutes(to routes: Routes<AppContext>) {
        let list = PageRule(query: ["before"])
        routes.get(Address.home, kept: list, use: home)
        routes.get(Address.post, kept: PageRule(), use: show)
        routes.get(Address.tag, kept: list, use: tag)
        routes.get(Address.author, kept: list, use: author)
    }

    /// Lists every post.
    @Sendable func home(request: Request, context: AppContext) async throws -> Response {
        try await list(.all, at: { Address.home(query: $0) }, heading: nil, request, context)
    }

    /// Lists the posts with a tag.
    ///
    /// - Throws: `HTTPError` 404 when no post has it.
    @Sendable func tag(
        request: Request, context: AppContext, tag: String
    ) async throws -> Response {
        try await list(
            .tag(tag), at: { Address.tag(tag, query: $0) }, heading: "Posts on “\(tag)”", request,
            context)
    }

    /// Lists the posts of a person.
    ///
    /// - Throws: `HTTPError` 404 when nobody has the username.
    @Sendable func author(
        request: Request, context: AppContext, username: String
    ) async throws -> Response {
        guard let user = try await users.find(username: username) else {
            throw HTTPError(.notFound)
        }
        context.shows(.user(user.id))
        return try await list(
            .author(user.id), at: { Address.author(user.username, query: $0) },
            heading: "Posts by \(user.displayName)", request, context)
    }

    /// Shows one post.
    ///
    /// - Throws: `HTTPError` 404, or 410 for a deleted post.
    @Sendable func show(
        request: Request, context: AppContext, slug: String
    ) async throws -> Response {
        let post = try await posts.require(slug: slug)
        context.shows(.post(post.id), .user(post.author))
        let body = SafeHTML(trusting: try markdown.bytes(post.body))
        let author = try await users.bylines(of: [post.author])[post.author] ?? .unknown
        let page = PostPage(
            post, body: body, author: author, canEdit: post.mayBeEdited(by: context.local.user))
        return try await pages.page(\.posts.post, page, in: context)
    }

    private func list(
        _ scope: PostStore.Scope, at address: (KeyValuePairs<String, String>) -> String,
        heading: String?, _ request: Request,
        _ context: AppContext
    ) async throws -> Response {
        let position = try context.query("before").flatMap { PostPosition($0) }
        // What the log tells up to here, the list has.
        let readTo = feed.position
        // One more than is shown tells whether there are older ones.
        let found = try await posts.list(scope, after: position, count: PostController.pageSize + 1)
        if case .tag = scope, found.isEmpty, position == nil { throw HTTPError(.notFound) }
        context.shows(.list(scope))
        if PostArrival.mayChange(after: position, readTo: readTo) { context.shows(.front(scope)) }
        // The one that is not shown decides whether there is a way to older ones.
        for post in found { context.shows(.post(post.id)) }
        let shown = found.prefix(PostController.pageSize)
        for post in shown { context.shows(.user(post.author)) }
        let bylines = try await users.bylines(of: Set(shown.map(\.author)))
        let older = found.count > shown.count ? shown.last.map(PostPosition.init) : nil
        let page = PostListPage(
            heading: heading,
            posts: shown.enumerated().map { number, post in
                let isLead = number == 0 && heading == nil && position == nil
                return summary(
                    post, bylines[post.author] ?? .unknown, place: isLead ? .lead : .list)
            },
            olderURL: older.map { address(["before": $0.text]) },
            newerURL: position == nil ? nil : address([:]))
        return try await pages.page(\.posts.list, page, in: context)
    }

    private func summary(
        _ post: PostPreview, _ author: Byline, place: PictureView.Place
    ) -> PostSummary {
        PostSummary(
            title: post.title, url: Address.post(post.slug),
            excerpt: post.excerpt ?? "",
            tags: post.tags.map(TagLink.init),
            picture: post.picture.map { PictureView($0, in: place) },
            author: author, moment: PageDate(post.createdAt))
    }
}
