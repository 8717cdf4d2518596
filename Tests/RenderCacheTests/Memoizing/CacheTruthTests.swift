import RenderCache
import Synchronization
import TestSupport
import Testing

@Suite("Truth across processes", .timeLimit(.minutes(5)))
struct CacheTruthTests {
    /// Two processes share a store and read one log, each as late as it happens to.
    ///
    /// What a call gets is never older than what its process had read of the log before the call.
    @Test(arguments: UInt64(1)...12)
    func `nobody reads what its process knows to have changed`(seed: UInt64) async {
        let database = Database()
        let store = MemoryStore(capacity: 8 << 20)
        // One forgets its oldest tags, and so distrusts more than it must.
        let processes = [
            Process(database: database, store: store, capacity: 1000),
            Process(database: database, store: store, capacity: 2),
        ]

        let old = await withTaskGroup(of: Int.self) { group in
            for task in 0..<8 {
                group.addTask {
                    var random = SeededGenerator(seed: seed << 8 | UInt64(task))
                    var old = 0
                    for _ in 0..<150 {
                        let post = Int.random(in: 0..<4, using: &random)
                        switch Int.random(in: 0..<10, using: &random) {
                        case 0: database.save(post)
                        case 1...3: processes[task % 2].readLog()
                        default:
                            let isRight = await processes[task % 2].reads(post, &random)
                            old += isRight ? 0 : 1
                        }
                        await Task.yield()
                    }
                    return old
                }
            }
            return await group.reduce(0, +)
        }

        #expect(old == 0)
        #expect(processes.allSatisfy { $0.cache.statistics.total.hits > 0 })
    }
}

/// Versions of posts, and the log of their changes.
private final class Database: Sendable {
    private struct State {
        var versions: [Int: Int] = [:]
        var log: [(post: Int, version: Int)] = []
    }

    private let state = Mutex(State())

    func save(_ post: Int) {
        state.withLock { state in
            state.versions[post, default: 0] += 1
            state.log.append((post, state.versions[post, default: 0]))
        }
    }

    func version(of post: Int) -> Int { state.withLock { $0.versions[post] ?? 0 } }

    /// The change at a place of the log, which begins at one.
    func change(at place: Int) -> (post: Int, version: Int)? {
        state.withLock { $0.log.count < place ? nil : $0.log[place - 1] }
    }
}

private final class Process: Sendable {
    private struct Reading {
        var place = 0
        var versions: [Int: Int] = [:]
    }

    let cache: Cache
    private let database: Database
    private let feed: InvalidationFeed
    private let reading = Mutex(Reading())

    init(database: Database, store: any CacheStore, capacity: Int) {
        self.database = database
        feed = InvalidationFeed(at: .zero, capacity: capacity)
        cache = Cache(
            store: store, invalidation: LoggedInvalidation(feed: feed) { _ in false })
    }

    /// Reads the next change of the log.
    func readLog() {
        reading.withLock { reading in
            guard let (post, version) = database.change(at: reading.place + 1) else { return }
            reading.place += 1
            feed.invalidate(["post:\(post)"], at: Stamp(rawValue: UInt64(reading.place)))
            reading.versions[post] = version
        }
    }

    /// Whether a call gets a version that is at least as new as what was read of the log.
    func reads(_ post: Int, _ random: inout SeededGenerator) async -> Bool {
        let known = reading.withLock { $0.versions[post] ?? 0 }
        let database = database
        let pauses = (0..<2).map { _ in Int.random(in: 0...3, using: &random) }
        let version = try? await cache.memoize("page", post) { recorder in
            for _ in 0..<pauses[0] { await Task.yield() }
            let version = database.version(of: post)
            for _ in 0..<pauses[1] { await Task.yield() }
            recorder.tag("post:\(post)")
            return version
        }
        return version.map { $0 >= known } ?? false
    }
}
