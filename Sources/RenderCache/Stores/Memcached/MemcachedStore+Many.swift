public import NIOCore

extension MemcachedStore {
    /// A part of the keys, to be asked of one server in one batch.
    private struct Share: Sendable {
        let node: MemcachedNode
        let keys: [CacheKey]
    }

    /// How many keys go into a batch, so that each of them has its time.
    private static let batchedKeys = 256
    /// How many bytes of values go into a batch before it is full.
    private static let batchedBytes = 1 << 20

    /// The values of those keys that hold one, in one round trip for each server and 256 keys.
    public func getMany(_ keys: [CacheKey]) async -> [CacheKey: CachedBytes] {
        let shares = shares(of: Set(keys)) { _ in 0 }
        return await inParallel(shares) { share in
            let replies = await self.ask(share.node) { batch, generation in
                batch.getAll(share.keys.map { self.keys.names(of: $0, in: generation).value })
            }
            return zip(share.keys, replies ?? []).compactMap { key, reply in
                reply?.fresh.map { (key, $0) }
            }
        }
    }

    /// Stores several values, each on its own.
    public func setMany(
        _ values: [CacheKey: ByteBuffer], timeout: Duration?
    ) async -> Set<CacheKey> {
        let expiry = expiry(timeout)
        guard expiry != .already else {
            _ = await deleteMany(Array(values.keys))
            return []
        }
        let tooLarge = values.filter { $0.value.readableBytes > maximumValueSize }
        if !tooLarge.isEmpty { _ = await deleteMany(Array(tooLarge.keys)) }
        let shares = shares(of: values.keys.filter { tooLarge[$0] == nil }) { key in
            values[key]?.readableBytes ?? 0
        }
        let stored = await inParallel(shares) { share in
            let replies = await self.ask(share.node) { batch, generation in
                for key in share.keys {
                    let name = self.keys.names(of: key, in: generation).value
                    guard let value = values[key] else { continue }
                    batch.set(name, StoredValue(value), .live(expiry))
                }
            }
            return zip(share.keys, replies ?? []).filter { $1?.status == .done }
                .map { ($0.0, true) }
        }
        return Set(stored.keys)
    }

    /// Removes several values; every key is tried.
    public func deleteMany(_ keys: [CacheKey]) async -> Set<CacheKey> {
        let shares = shares(of: Set(keys)) { _ in 0 }
        let deleted: [CacheKey: Bool] = await inParallel(shares) { share in
            let replies = await self.ask(share.node) { batch, generation in
                for key in share.keys {
                    let name = self.keys.names(of: key, in: generation).value
                    batch.get(name)
                    batch.delete(name)
                }
            }
            guard let replies else { return [] }
            return share.keys.enumerated().compactMap { index, key in
                Self.isDeleted(replies[2 * index], replies[2 * index + 1]) ? (key, true) : nil
            }
        }
        return Set(deleted.keys)
    }

    /// Which keys are asked of which server together.
    private func shares(
        of keys: some Sequence<CacheKey>, size: (CacheKey) -> Int
    ) -> [Share] {
        cluster.nodes(for: keys).flatMap { node, keys in
            var batches: [[CacheKey]] = [[]]
            var bytes = 0
            for key in keys {
                let isFull =
                    batches[batches.count - 1].count == Self.batchedKeys
                    || bytes + size(key) > Self.batchedBytes
                if isFull {
                    batches.append([])
                    bytes = 0
                }
                batches[batches.count - 1].append(key)
                bytes += size(key)
            }
            return batches.filter { !$0.isEmpty }.map { Share(node: node, keys: $0) }
        }
    }

    private func inParallel<Found: Sendable>(
        _ shares: [Share], _ ask: @escaping @Sendable (Share) async -> [(CacheKey, Found)]
    ) async -> [CacheKey: Found] {
        await withTaskGroup(of: [(CacheKey, Found)].self) { group in
            for share in shares { group.addTask { await ask(share) } }
            var all: [CacheKey: Found] = [:]
            for await found in group { all.merge(found) { $1 } }
            return all
        }
    }
}
