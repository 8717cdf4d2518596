import BSON
import Logging
import MongoClient
import NIOCore
import RenderCache
import ServiceLifecycle

/// Reads what changes in the database, and tells the feed by which kept pages are judged.
///
/// Every process reads for itself, so no process has to reach another. While the log cannot
/// be read, nothing counts as fresh; what may have been missed makes everything stale.
final class ChangeLog: Service {
    /// Where to go on.
    private enum Place {
        /// A while ago, so that pages are judged which a shared store has kept meanwhile.
        case beginning
        case after(ResumeToken)
        /// From now on, since changes have been missed.
        case lost
    }

    private static let lookback: UInt32 = 3600

    /// How long the server may take to answer, if only that there is nothing.
    ///
    /// It does so four times a second. So long a kept page may be shown that is out of date if
    /// the network swallows everything, and no longer, even if this process stood still
    /// meanwhile; what breaks a connection is noticed at once.
    private static let patience = TimeAmount.milliseconds(1250)

    /// How often the feed learns how late it is while nothing happens.
    private static let advanceEvery = Duration.seconds(60)

    private let database: MongoDatabase
    private let feed: InvalidationFeed
    private let logger: Logger

    init(_ database: MongoDatabase, feed: InvalidationFeed, logger: Logger) {
        self.database = database
        self.feed = feed
        self.logger = logger
    }

    /// Reads until the server stops.
    func run() async {
        // What is answered until the last connection is closed is judged by nobody.
        defer { feed.suspend() }
        await cancelWhenGracefulShutdown { await self.follow() }
    }

    private func follow() async {
        var place = Place.beginning
        var teller = ChangeTeller(feed)
        var isLost = false
        while !Task.isCancelled {
            do {
                try await read(from: &place, to: &teller) { [logger] in
                    if isLost { logger.notice("The log of changes is read again") }
                    isLost = false
                }
                place = .lost
            } catch {
                if Self.losesPlace(error) { place = .lost }
                if !Task.isCancelled, !isLost {
                    isLost = true
                    logger.warning(
                        "The log of changes is lost; pages are made anew for each reader",
                        metadata: ["error": "\(error)"])
                }
            }
            feed.suspend()
            try? await Task.sleep(for: .milliseconds(250))
        }
    }

    /// Whether the place where the log was left is no good any more, as after a restore.
    private static func losesPlace(_ error: any Error) -> Bool {
        guard let code = (error as? MongoError)?.code else {
            return error is ChangeTeller.UndatedChange
        }
        return [.changeStreamHistoryLost, .changeStreamFatal, .invalidResumeToken].contains(code)
    }

    /// Reads from a place until the log ends.
    ///
    /// - Throws: `MongoError` if it cannot be read.
    private func read(
        from place: inout Place, to teller: inout ChangeTeller, whenReading: () -> Void
    ) async throws {
        let now = try await committed()
        let changes = try await database.watch(
            Self.pipeline, options: options(from: place, now: now)
        ) { try LoggedChange(from: &$0) }
        var hasCaughtUp = false
        var advanced = ContinuousClock.now
        while true {
            // What is durable before the server is asked, it has told when it says "nothing".
            var reached: Stamp?
            if hasCaughtUp, advanced + Self.advanceEvery < .now {
                advanced = .now
                reached = Stamp(try await committed())
            }
            let asked = NIODeadline.now()
            guard let batch = try await changes.nextBatch() else { return }
            try teller.tell(batch)
            if let token = changes.resumeToken { place = .after(token) }
            if batch.isEmpty, let reached { feed.advance(to: reached) }
            hasCaughtUp =
                hasCaughtUp || batch.isEmpty || feed.position >= Stamp(now)
            if !feed.isSuspended {
                feed.trust(until: asked + Self.patience)
            } else if hasCaughtUp, Stamp(try await committed()) >= feed.position {
                // Else a new primary may not have yet what the old one told of.
                feed.trust(until: asked + Self.patience)
                feed.resume()
                whenReading()
            }
        }
    }

    private func options(from place: Place, now: BSONTimestamp) -> ChangeStreamOptions {
        var options = ChangeStreamOptions(fullDocument: .updateLookup)
        // A stream that breaks must say so.
        options.resumesWithin = .zero
        options.maximumAwaitTime = .milliseconds(250)
        switch place {
        case .after(let token): options.startAfter = token
        case .beginning:
            let seconds = now.seconds - min(now.seconds, Self.lookback)
            options.startAtOperationTime = BSONTimestamp(seconds: seconds, increment: 1)
        case .lost: options.startAtOperationTime = now
        }
        if let start = options.startAtOperationTime { feed.flush(at: Stamp(start)) }
        return options
    }

    /// The time of the last change that a majority of servers has.
    private func committed() async throws -> BSONTimestamp {
        let reply = try await database.run([
            "find": .string(SiteSettings.collection), "limit": 1,
            "readConcern": ["level": "majority"],
        ])
        guard case .timestamp(let time)? = reply["operationTime"] else {
            throw StandaloneServer()
        }
        return time
    }

    private static let collections: BSONArray = [
        .string(Post.collection), .string(User.collection), .string(SiteSettings.collection),
        .string(StoredInvalidation.collection),
    ]

    /// Only what pages are made of, and of that no more than the tags need.
    private static let pipeline: [BSONDocument] = [
        [
            "$match": [
                "$or": [
                    ["ns.coll": ["$in": .array(collections)]],
                    // Another collection may take the place of one of them.
                    ["to.coll": ["$in": .array(collections)]],
                    ["operationType": ["$in": ["dropDatabase", "invalidate"]]],
                ]
            ]
        ],
        [
            "$project": [
                "operationType": 1, "ns": 1, "to": 1, "documentKey": 1, "clusterTime": 1,
                "updateDescription": 1, "fullDocument.created": 1, "fullDocument.tags": 1,
                "fullDocument.author": 1, "fullDocument.ownsSite": 1, "txnNumber": 1,
            ]
        ],
    ]
}

/// The database is a single server, which keeps no log of changes.
private struct StandaloneServer: Error, CustomStringConvertible {
    var description: String { "The database is no replica set" }
}
