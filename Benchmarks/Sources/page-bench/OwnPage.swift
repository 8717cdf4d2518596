import Measuring
import Templates

/// The page as Templates makes it: twenty posts, about 14 KB of HTML.
struct OwnPage {
    private let template: Template<Site, PostList>

    init() throws {
        template = try TemplateLibrary(sources: Sources.all)
            .template("index", page: PostList.self, chrome: Site.self)
    }

    func rendered() -> [UInt8] {
        template.render(.sample, .sample)
    }
}
