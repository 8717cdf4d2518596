import BSON
import DocumentMapper
import FoundationEssentials

/// As much of a post as a list shows: never its text, which may be as long as a novel.
@Embedded
struct PostPreview: Hashable {
    @Key("_id") var id: ObjectID
    var title: String
    var slug: String
    /// `nil` if something else than this blog stored the post.
    var excerpt: String?
    var tags: [String] = []
    var author: ObjectID
    var picture: Picture?
    @Key("created") var createdAt: Date
}
