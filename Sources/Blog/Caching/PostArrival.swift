import FoundationEssentials
import RenderCache

/// Where in its lists a post arrives.
///
/// A post is dated when it is stored, and so comes first: of its lists, only the pages change
/// that they begin with. One with an older date, as from an import, may come anywhere.
///
/// Servers' clocks differ, and dating and storing take time. So only the database's time is
/// compared: a post comes first if it is dated no longer than ``tolerance`` before its place in
/// the log, and a page can be one that a list begins with unless what it begins after is older
/// by that than all that the log will tell. Whatever clocks say, a page is made stale too often
/// rather than too seldom.
enum PostArrival {
    /// In seconds.
    private static let tolerance = 60.0

    /// Whether a post is newer than whatever was in its lists.
    static func comesFirst(_ created: Date, storedAt place: Stamp) -> Bool {
        created >= earliest(place)
    }

    /// Whether a page may change with a post that comes first, if it shows what follows a
    /// position and is made when the log has been read so far.
    static func mayChange(after position: PostPosition?, readTo place: Stamp) -> Bool {
        guard let position else { return true }
        return position.createdAt >= earliest(place)
    }

    /// How old the posts can be that come first from a place in the log on.
    private static func earliest(_ place: Stamp) -> Date {
        place.clusterDate - tolerance
    }
}
