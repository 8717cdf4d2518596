import Templates

/// The templates of one feature.
///
/// They lie in a folder of their own, whose partials come before the site's. A theme takes
/// the place of single files in it.
struct TemplateFolder {
    private let name: String
    private let library: TemplateLibrary

    init(_ name: String, in library: TemplateLibrary) {
        self.name = name
        self.library = library
    }

    /// The template of a page.
    ///
    /// - Throws: `TemplateError` with file and line when it has a mistake or names what
    ///   its page does not have.
    func page<Page: PageContent>(
        _ name: String
    ) throws(TemplateError) -> Template<Chrome, Page> {
        try library.template("\(self.name)/\(name)", page: Page.self, chrome: Chrome.self)
    }
}
