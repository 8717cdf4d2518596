import DocumentMapper
import FoundationEssentials

@Document("posts")
struct Post: Hashable {
    var id = ObjectID()
    @Rules(.length(1...200)) var title: String
    @Rules(.slug) var slug: String
    var tags: [String] = []
    var comments: [Remark] = []
    var author: Reference<User>
    @Key("created") var createdAt = Date.now
    var publishedAt: Date?
    var views = 0
    @Version var version = 0
}

@Embedded
struct Remark: Hashable {
    var by: String
    var text: String
    var isHidden = false
}

extension Post {
    static let indexes: [Index<Post>] = [
        .unique(\.slug),
        .on { [$0.author.ascending, $0.createdAt.descending] },
        .on { [.text($0.title)] },
    ]
}
