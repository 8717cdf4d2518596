import NIOCore

/// Decides by a random version of each tag that the store keeps beside the values.
///
/// For a library used alone, without a log of changes: it works across processes, wherever
/// the store does, and costs one more round trip for each reading.
///
/// A version never expires, so it cannot do so before the values that depend on it. One that
/// the store drops for want of room makes values out of date, never wrong.
///
/// A tag that is learned only while the value is computed may have changed between the
/// reading of the data and the learning. A further version, changed with every
/// invalidation, tells: if it has moved meanwhile, the value is not kept.
public struct StoredTagVersions: Invalidation {
    private let store: any CacheStore
    private let anyChange = CacheKey("tag version of all")

    /// Keeps versions in a store, as all processes see it: one that this process remembered
    /// would hide for as long that there is another.
    public init(store: any CacheStore) {
        self.store = store.shared
    }

    /// The version that changes with every invalidation, then those of the tags.
    public func evidence(for tags: [String]) async -> [UInt64] {
        await versions(of: [anyChange] + tags.map(key))
    }

    /// The versions of all the tags, unless something changed while some were unknown.
    public func evidence(
        _ evidence: [UInt64], for tags: [String], extendedBy learned: [String]
    ) async -> [UInt64]? {
        guard evidence.count == tags.count + 1, !evidence.contains(Self.missing) else { return nil }
        let known = Array(evidence.dropFirst())
        guard !learned.isEmpty else { return known }
        let added = await versions(of: learned.map(key))
        guard !added.contains(Self.missing) else { return nil }
        // Asked for last: an invalidation changes this version before that of the tag.
        let change = await stored([anyChange])
        guard change == [evidence[0]] else { return nil }
        return known + added
    }

    /// Whether the versions are still the same.
    public func verdict(on evidence: [UInt64], tags: [String]) async -> Verdict {
        guard !tags.isEmpty else { return .current }
        return await stored(tags.map(key)) == evidence ? .current : .outdated
    }

    /// Gives the tags new versions.
    public func invalidate(_ tags: [String]) async -> Bool {
        let isTold = await store.set(anyChange, Self.newVersion(), timeout: .zero)
        let values = Dictionary(
            tags.map { (key($0), Self.newVersion()) }, uniquingKeysWith: { first, _ in first })
        let changed = await store.setMany(values, timeout: .zero)
        return isTold && changed.count == values.count
    }

    private static let missing: UInt64 = 0

    private static func newVersion() -> ByteBuffer {
        ByteBuffer(integer: UInt64.random(in: 1 ... .max))
    }

    private func key(_ tag: String) -> CacheKey { CacheKey("tag version", tag) }

    /// The versions that the store has; ``missing`` for those that it does not.
    private func stored(_ keys: [CacheKey]) async -> [UInt64] {
        let found = await store.getMany(keys)
        return keys.map { key in
            guard let bytes = found[key]?.bytes, bytes.readableBytes == 8 else {
                return Self.missing
            }
            return bytes.getInteger(at: bytes.readerIndex) ?? Self.missing
        }
    }

    /// The versions that the store has, after giving one to each tag without.
    private func versions(of keys: [CacheKey]) async -> [UInt64] {
        let found = await stored(keys)
        guard found.contains(Self.missing) else { return found }
        for (key, version) in zip(keys, found) where version == Self.missing {
            // What another process adds at the same time is as good.
            _ = await store.add(key, Self.newVersion(), timeout: .zero)
        }
        return await stored(keys)
    }
}
