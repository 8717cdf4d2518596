import DocumentMapper
import FoundationEssentials

/// An article.
@Document("posts")
struct Post: Hashable {
    var id = ObjectID()
    var title: String
    var slug: String
    var body: String
    /// The first words of the text, kept so that lists need not read it.
    var excerpt: String?
    var tags: [String] = []
    var author: ObjectID
    var picture: Picture?
    @Key("created") var createdAt: Date = .now
    @Key("edited") var editedAt: Date?
    @Version var version = 1
}

extension Post {
    static let indexes: [Index<Post>] = [
        .unique(\.slug),
        .on { [$0.createdAt.descending, $0.id.descending] },
        .on { [$0.tags.ascending, $0.createdAt.descending, $0.id.descending] },
        .on { [$0.author.ascending, $0.createdAt.descending, $0.id.descending] },
    ]
}
