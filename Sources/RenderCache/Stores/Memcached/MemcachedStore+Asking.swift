import NIOCore

extension MemcachedStore {
    /// How often an operation is tried again that something else came between.
    static let tries = 8

    /// Asks the server of a key.
    ///
    /// - Returns: A reply for each command of `compose`; `nil` if the server is out of reach.
    func ask(
        _ key: CacheKey, _ compose: (inout MetaBatch, KeyNames) -> Void
    ) async -> [MetaReply?]? {
        for _ in 0..<Self.tries {
            guard let node = cluster.node(for: key) else { return nil }
            let replies = await ask(node) { batch, generation in
                compose(&batch, keys.names(of: key, in: generation))
            }
            // A server that left the cluster meanwhile has a successor.
            if replies != nil || !node.isClosed { return replies }
        }
        return nil
    }

    /// Asks a server for what belongs to the generation of the name space that is valid there.
    ///
    /// The generation is asked for along with everything else, which costs no round trip: if it
    /// is another than this process knew, another process has cleared the name space, and what
    /// was done under the old one is done again.
    func ask(
        _ node: MemcachedNode, _ compose: (inout MetaBatch, Generation) -> Void
    ) async -> [MetaReply?]? {
        for _ in 0..<Self.tries {
            var known = node.generation
            if known == nil { known = await generation(of: node) }
            guard let known else { return nil }
            var batch = MetaBatch()
            batch.getOnlyValue(keys.generation)
            compose(&batch, known)
            guard let replies = await node.send(batch) else { return nil }
            let valid = Generation(replies[0])
            if valid == known { return Array(replies.dropFirst()) }
            node.generation = valid
        }
        return nil
    }

    /// Asks for the generation, and begins one where there is none.
    private func generation(of node: MemcachedNode) async -> Generation? {
        var batch = MetaBatch()
        let new = StoredValue(ByteBuffer(string: Generation.random().text))
        batch.set(keys.generation, new, .ifAbsent)
        batch.getOnlyValue(keys.generation)
        let generation = Generation(await node.send(batch)?[1])
        node.generation = generation
        return generation
    }

    func expiry(_ timeout: Duration?) -> Expiry {
        Expiry(timeout: timeout, default: defaultTimeout)
    }
}
