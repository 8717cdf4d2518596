import BSON
import MongoClient
import RenderCache

/// Tells the feed what the log says, batch after batch.
struct ChangeTeller {
    /// A change of which the server does not say when it was made.
    struct UndatedChange: Error {}

    private let feed: InvalidationFeed

    /// The time of a transaction of which the next batch may tell more.
    private var unfinished: Stamp?

    init(_ feed: InvalidationFeed) {
        self.feed = feed
    }

    /// Tells of a batch, and at once of changes that share a time, as those of a transaction
    /// do: what is made after one of them must not count as made after all.
    ///
    /// The server may end a batch within a transaction, and says nowhere that it did. So the
    /// one that a batch ends with is known to be whole when the next batch begins otherwise.
    ///
    /// - Throws: ``UndatedChange``.
    mutating func tell(_ changes: [LoggedChange]) throws {
        let beginning = try changes.first.map(Self.time)
        if let unfinished, unfinished != beginning { feed.advance(to: unfinished) }
        unfinished = nil
        var rest = changes[...]
        while let first = rest.first {
            let time = try Self.time(of: first)
            let together = rest.prefix { $0.event.clusterTime == first.event.clusterTime }
            rest = rest.dropFirst(together.count)
            let isWhole = !rest.isEmpty || !first.isOfTransaction
            if !isWhole { unfinished = time }
            let tags = together.map(\.event.staleTags)
            if tags.contains(nil) {
                feed.flush(at: time)
            } else {
                feed.invalidate(tags.flatMap { $0 ?? [] }, at: time, isWhole: isWhole)
            }
        }
    }

    private static func time(of change: LoggedChange) throws -> Stamp {
        guard let time = change.event.clusterTime else { throw UndatedChange() }
        return Stamp(time)
    }
}
