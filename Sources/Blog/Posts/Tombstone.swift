import DocumentMapper
import FoundationEssentials

/// What remains of a deleted post: its address, so that readers who follow an
/// old link learn that the post is gone rather than that it never was.
@Document("tombstones")
struct Tombstone: Hashable {
    /// The slug of the deleted post; no other post may take it.
    var id: String
    var deletedAt: Date = .now
}
