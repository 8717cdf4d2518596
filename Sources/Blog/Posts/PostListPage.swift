import Templates

/// A list of posts, newest first: the home page, a tag’s or an author’s.
@TemplateData
struct PostListPage: PageContent {
    /// What the posts have in common; `nil` on the home page.
    let heading: String?
    /// What to say in place of an empty list that has a heading.
    let emptyText = "Nothing has been written here yet."
    let posts: [PostSummary]
    var isEmpty: Bool { posts.isEmpty }
    let olderURL: String?
    let newerURL: String?
}
