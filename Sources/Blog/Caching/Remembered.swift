import RenderCache
import Synchronization

/// What was read from the database, for as long as the log of changes knows of nothing newer.
///
/// It spares the pages that are made anew the questions that all of them would ask. While the
/// log cannot be read, each of them asks.
final class Remembered<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry {
        let value: Value
        let stamp: Stamp
    }

    /// Far more than the people of a blog; beyond it everything is read once more.
    private static var capacity: Int { 1000 }

    private let feed: InvalidationFeed
    private let tag: @Sendable (Key) -> PageTag
    private let entries = Mutex<[Key: Entry]>([:])

    /// Remembers values that are out of date when something with their tag changes.
    init(feed: InvalidationFeed, tag: @escaping @Sendable (Key) -> PageTag) {
        self.feed = feed
        self.tag = tag
    }

    /// The values of keys, of which `read` is asked only for those that are not remembered.
    ///
    /// What it does not find is asked for again the next time.
    func values(
        for keys: Set<Key>, read: (Set<Key>) async throws -> [Key: Value]
    ) async throws -> [Key: Value] {
        let known = current(keys)
        let missing = keys.subtracting(known.keys)
        guard !missing.isEmpty else { return known }
        // Before anything is read: what changes from here on is newer.
        let generation = feed.generation
        let stamp = feed.position
        let found = try await read(missing)
        // Another server may have answered while the log was out of reach.
        if feed.generation == generation, !feed.isSuspended { keep(found, at: stamp) }
        return known.merging(found) { $1 }
    }

    /// Forgets a value that is about to be replaced from here, where that is to be seen at once.
    func forget(_ key: Key) {
        entries.withLock { _ = $0.removeValue(forKey: key) }
    }

    private func current(_ keys: Set<Key>) -> [Key: Value] {
        let kept = entries.withLock { entries in
            keys.compactMap { key in entries[key].map { (key, $0) } }
        }
        let current = kept.filter { feed.isCurrent($1.stamp, tags: [tag($0).text]) }
        return Dictionary(uniqueKeysWithValues: current.map { ($0, $1.value) })
    }

    private func keep(_ values: [Key: Value], at stamp: Stamp) {
        entries.withLock { entries in
            if entries.count + values.count > Self.capacity { entries = [:] }
            for (key, value) in values { entries[key] = Entry(value: value, stamp: stamp) }
        }
    }
}
