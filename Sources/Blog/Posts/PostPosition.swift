import BSON
import FoundationEssentials

/// A place in the list of posts, newest first.
///
/// Lists go on from the last post shown rather than skip a number of posts, so
/// that a post published meanwhile neither repeats nor hides another.
struct PostPosition: Hashable, Sendable {
    let createdAt: Date
    let id: ObjectID

    init(_ post: PostPreview) {
        createdAt = post.createdAt
        id = post.id
    }

    init(createdAt: Date, id: ObjectID) {
        self.createdAt = createdAt
        self.id = id
    }

    /// Reads a position from an address; `nil` when it is none.
    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", maxSplits: 1)
        guard parts.count == 2, let milliseconds = Int64(parts[0]),
            let id = ObjectID(String(parts[1]))
        else { return nil }
        createdAt = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
        self.id = id
    }

    /// The position as addresses carry it.
    var text: String {
        "\(Int64((createdAt.timeIntervalSince1970 * 1000).rounded()))-\(id)"
    }
}
