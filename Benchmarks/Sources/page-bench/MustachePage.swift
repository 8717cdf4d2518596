import Mustache

/// The page as swift-mustache makes it, which finds names by reflection.
struct MustachePage {
    private struct Content {
        let siteTitle: String
        let posts: [Post]
    }

    private let library: MustacheLibrary
    private let content = Content(siteTitle: Site.sample.siteTitle, posts: PostList.sample.posts)

    init() throws {
        var library = MustacheLibrary()
        for (name, source) in Sources.all {
            try library.register(source, named: name)
        }
        self.library = library
    }

    func rendered() -> [UInt8] {
        Array((library.render(content, withTemplate: "index") ?? "").utf8)
    }
}
