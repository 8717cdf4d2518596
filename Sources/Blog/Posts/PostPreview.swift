import BSON
import DocumentMapper
import FoundationEssentials

/// As much of a post as a list needs.
@Embedded
struct PostPreview: Hashable {
    /// How many code points of the text are read to make an excerpt of them.
    ///
    /// Eight times as many as it shows, for the marks, pictures and code that it leaves out.
    static let beginningLength = 8 * PostController.excerptLength

    @Key("_id") var id: ObjectID
    var title: String
    var slug: String
    /// Where the text begins.
    var beginning: String
    var tags: [String] = []
    var author: ObjectID
    var picture: Picture?
    @Key("created") var createdAt: Date
}
