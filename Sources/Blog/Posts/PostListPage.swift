import Templates

/// A list of posts, newest first: the home page, a tag’s or an author’s.
struct PostListPage: PageContent {
    /// What the posts have in common; `nil` on the home page.
    let heading: String?
    /// What to say in place of an empty list that has a heading.
    let emptyText = "Nothing has been written here yet."
    let posts: [PostSummary]
    let olderURL: String?
    let newerURL: String?

    static let fields: TemplateFields<PostListPage> = [
        "heading": .optionalText { $0.heading },
        "emptyText": .text { $0.emptyText },
        "posts": .list { $0.posts },
        "isEmpty": .flag { $0.posts.isEmpty },
        "olderURL": .optionalText { $0.olderURL },
        "newerURL": .optionalText { $0.newerURL },
    ]
}
