import DocumentMapper

@Embedded
struct Headline: Hashable {
    var title: String
    var slug: String
}

@Embedded
struct Readership: Hashable {
    var author: Reference<User>
    var posts: Int
    var views: Int
}

@Embedded
struct SignedPost: Hashable {
    var title: String
    var writer: User?
}
