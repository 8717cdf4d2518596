import Templates

/// Every template of the blog, checked against the page it shows: those of each feature,
/// and the page for failures.
struct PageTemplates: Sendable {
    let accounts: AccountTemplates
    let caching: CacheTemplates
    let posts: PostTemplates
    let error: Template<Chrome, ErrorContent>

    /// - Throws: `TemplateError` with file and line when a template has a
    ///   mistake or names what its page does not have.
    init(_ library: TemplateLibrary) throws(TemplateError) {
        accounts = try AccountTemplates(library)
        caching = try CacheTemplates(library)
        posts = try PostTemplates(library)
        error = try TemplateFolder("errors", in: library).page("error")
    }
}
