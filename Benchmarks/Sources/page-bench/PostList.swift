import Templates

/// The newest posts.
@TemplateData
struct PostList {
    let posts: [Post]

    static let sample = PostList(posts: (1...20).map { Post(number: $0) })
}
