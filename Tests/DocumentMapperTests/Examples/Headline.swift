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

@Embedded
struct Overview: Hashable {
    var newest: [Post]
    var authors: [Counted<Reference<User>>]
}

@Embedded
struct NearbyCafe: Hashable {
    @Key("_id") var id: ObjectID
    var metres: Double
}
