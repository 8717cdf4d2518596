import Templates

/// Every template of the blog, checked against the page it shows.
struct PageTemplates: Sendable {
    let postList: Template<Chrome, PostListPage>
    let post: Template<Chrome, PostPage>
    let editPost: Template<Chrome, EditPostPage>
    let deletePost: Template<Chrome, DeletePostPage>
    let setup: Template<Chrome, SetupPage>
    let signIn: Template<Chrome, SignInPage>
    let people: Template<Chrome, PeoplePage>
    let account: Template<Chrome, AccountPage>
    let cache: Template<Chrome, CachePage>
    let error: Template<Chrome, ErrorContent>

    /// - Throws: `TemplateError` with file and line when a template has a
    ///   mistake or names what its page does not have.
    init(_ library: TemplateLibrary) throws(TemplateError) {
        postList = try library.template("posts/index", page: PostListPage.self, chrome: Chrome.self)
        post = try library.template("posts/show", page: PostPage.self, chrome: Chrome.self)
        editPost = try library.template("posts/edit", page: EditPostPage.self, chrome: Chrome.self)
        deletePost = try library.template(
            "posts/delete", page: DeletePostPage.self, chrome: Chrome.self)
        setup = try library.template("accounts/setup", page: SetupPage.self, chrome: Chrome.self)
        signIn = try library.template("accounts/signin", page: SignInPage.self, chrome: Chrome.self)
        people = try library.template("accounts/people", page: PeoplePage.self, chrome: Chrome.self)
        account = try library.template(
            "accounts/account", page: AccountPage.self, chrome: Chrome.self)
        cache = try library.template("admin/cache", page: CachePage.self, chrome: Chrome.self)
        error = try library.template("errors/error", page: ErrorContent.self, chrome: Chrome.self)
    }
}
