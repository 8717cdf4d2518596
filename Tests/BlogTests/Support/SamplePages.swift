import BSON
import FoundationEssentials
import HTTPTypes
import Templates

@testable import Blog
@testable import RenderCache
@testable import Web

/// One page of each kind, as full or as empty as it can be.
struct SamplePages {
    let filled: Bool

    /// What stands wherever a page takes any text.
    var text = "ink"

    /// Every page with its name.
    func all(_ templates: PageTemplates) throws -> [(name: String, text: String)] {
        let chrome = try chrome
        func page<Content: PageContent>(
            _ name: String, _ template: Template<Chrome, Content>, _ content: Content
        ) -> (name: String, text: String) {
            (name, String(decoding: template.render(chrome, content), as: UTF8.self))
        }
        return [
            page("posts/index", templates.posts.list, list),
            page(
                "posts/show", templates.posts.post,
                PostPage(
                    post, body: SafeHTML(trusting: filled ? "<p>ink</p>" : ""), author: byline,
                    canEdit: filled)),
            page("posts/edit", templates.posts.edit, try edit),
            page(
                "posts/delete", templates.posts.delete,
                DeletePostPage(title: title, slug: "ink")),
            page("accounts/setup", templates.accounts.setup, SetupPage(form: try form())),
            page(
                "accounts/signin", templates.accounts.signIn,
                SignInPage(form: SignInForm(next: Address.home()))),
            page("accounts/people", templates.accounts.people, try people),
            page("accounts/account", templates.accounts.account, try account),
            page("admin/cache", templates.caching.cache, cache),
            page("errors/error", templates.error, error),
        ]
    }

    private var title: String { filled ? text : "" }

    private var user: User {
        User(
            username: "ada", displayName: title, passwordHash: "", role: filled ? .owner : .author)
    }

    private var byline: Byline { Byline(user) }

    private var picture: Picture {
        Picture(image: ObjectID(), alt: text, width: 640, height: 480, widths: [320, 640])
    }

    private var post: Post {
        Post(
            title: title, slug: "ink", body: title, tags: filled ? [text, "tea"] : [],
            author: ObjectID(), picture: filled ? picture : nil,
            editedAt: filled ? Date(timeIntervalSince1970: 0) : nil)
    }

    private var chrome: Chrome {
        get throws {
            let settings = SiteSettings(
                title: text, tagline: filled ? text : nil, language: "en")
            return Chrome(
                site: SiteState(settings: settings, needsSetup: !filled),
                user: filled ? user : nil, csrf: title,
                flashes: filled
                    ? [Flash(text: text, category: .error), Flash(text: text, category: .success)]
                    : [],
                assets: AssetAddresses(
                    try Assets(folder: TestBlog.root.appending(path: "static").path())))
        }
    }

    private var list: PostListPage {
        guard filled else {
            return PostListPage(heading: nil, posts: [], olderURL: nil, newerURL: nil)
        }
        let summary = PostSummary(
            title: text, url: Address.post("ink"), excerpt: text,
            tags: [TagLink(name: text)], picture: PictureView(picture, in: .list),
            author: byline, moment: PageDate(.now))
        return PostListPage(
            heading: text, posts: [summary, summary], olderURL: "/?older", newerURL: "/?newer")
    }

    private var edit: EditPostPage {
        get throws {
            guard filled else {
                return EditPostPage(form: FilledForm(), maximumImageSize: "20 MB")
            }
            return EditPostPage(
                form: FilledForm(PostForm(post)), post: post,
                conflict: EditPostPage.Conflict(post), maximumImageSize: "20 MB")
        }
    }

    private var people: PeoplePage {
        get throws {
            PeoplePage(people: filled ? [PeoplePage.Person(user)] : [], form: try form())
        }
    }

    private var account: AccountPage {
        get throws {
            let record = SessionRecord(
                id: SessionID(bytes: Array(repeating: 7, count: 16)), owner: "ada", values: [:],
                flashes: [], isRemembered: true,
                createdAt: .now, lastSeenAt: .now, expiresAt: .now, userAgent: text,
                address: "192.0.2.1")
            let sessions = [true, false].map {
                SessionView(SessionSummary(record, isCurrent: $0))
            }
            var form = PasswordForm()
            form.currentProblem = filled ? text : nil
            form.newProblem = filled ? text : nil
            return AccountPage(sessions: filled ? sessions : [], form: form)
        }
    }

    private var cache: CachePage {
        var statistics = CacheStatistics()
        if filled {
            statistics.tags = [text: CacheCounts()]
            statistics.total.hits = 1
            statistics.usage = CacheUsage(entries: 1, bytes: 2048, limit: 1 << 20, evictions: 0)
        }
        var page = CachePage(
            statistics, ready: filled ? MemoryCacheStatistics() : nil, isFollowed: filled)
        page.tagProblem = filled ? text : nil
        return page
    }

    private var error: ErrorContent {
        let answer = ErrorAnswer(filled ? .forbidden : .notFound, message: text)
        return ErrorContent(
            ErrorPage(answer, requestID: "1"), isSignedIn: false,
            words: filled
                ? [
                    TypedText(name: "title", label: "Title", text: text),
                    TypedText(name: "body", label: "Text", text: text),
                ] : [])
    }

    /// A form as it was sent, with everything wrong that can be.
    private func form<Model: FormModel>() throws -> FilledForm<Model> {
        guard filled else { return FilledForm() }
        var form = FilledForm<Model>()
        for name in ["username", "displayName", "password", "siteTitle"] {
            form.blame(name, text)
        }
        return form
    }
}
