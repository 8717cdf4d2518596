import DocumentMapper
import FoundationEssentials

/// An uploaded picture: its sizes, each a file in GridFS.
@Document("images")
struct Image: Hashable {
    /// One size of a picture.
    @Embedded
    struct Variant: Hashable {
        var width: Int
        var height: Int
        var byteCount: Int
        var mediaType: String
        var file: ObjectID
    }

    var id = ObjectID()
    var uploader: ObjectID
    /// Smallest first.
    var variants: [Variant]
    @Key("created") var createdAt: Date = .now
}
