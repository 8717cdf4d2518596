import Logging
import Metrics
import NIOCore
import Synchronization

/// The servers that share the keys, and which of them has which.
final class MemcachedCluster: Sendable {
    private struct State {
        var layout: Layout
        var isClosed = false
    }

    /// What does not change until the servers do.
    private final class Layout: Sendable {
        let ring: KetamaRing
        let nodes: [MemcachedNode]

        init(_ nodes: [MemcachedNode]) {
            ring = KetamaRing(nodes.map(\.address))
            self.nodes = nodes
        }
    }

    private let make: @Sendable (MemcachedAddress) -> MemcachedNode
    private let state: Mutex<State>

    init(
        _ servers: [MemcachedAddress],
        making make: @escaping @Sendable (MemcachedAddress) -> MemcachedNode
    ) {
        self.make = make
        state = Mutex(State(layout: Layout(servers.map(make))))
    }

    /// All servers.
    var nodes: [MemcachedNode] { state.withLock { $0.layout }.nodes }

    /// The server that has a key.
    func node(for key: CacheKey) -> MemcachedNode? {
        let layout = state.withLock { $0.layout }
        return layout.ring.server(for: key.text).map { layout.nodes[$0] }
    }

    /// The servers that have the keys.
    func nodes(for keys: some Sequence<CacheKey>) -> [(MemcachedNode, [CacheKey])] {
        let layout = state.withLock { $0.layout }
        var shares = layout.nodes.map { _ in [CacheKey]() }
        for key in keys {
            if let index = layout.ring.server(for: key.text) { shares[index].append(key) }
        }
        return zip(layout.nodes, shares).filter { !$0.1.isEmpty }
    }

    /// Goes over to other servers: those that stay keep their connections, and those that
    /// leave answer what they were asked.
    ///
    /// - Returns: Whether anything has changed.
    func change(to servers: [MemcachedAddress]) -> Bool {
        let leaving: [MemcachedNode]? = state.withLock { state in
            let old = state.layout.nodes
            guard !state.isClosed, Set(old.map(\.address)) != Set(servers) else { return nil }
            let known = Dictionary(old.map { ($0.address, $0) }) { first, _ in first }
            let new = servers.map { known[$0] ?? make($0) }
            state.layout = Layout(new)
            return old.filter { node in !new.contains { $0 === node } }
        }
        guard let leaving else { return false }
        for node in leaving { _ = node.close() }
        return true
    }

    /// Answers what is under way, takes nothing more, and closes every connection.
    func close() -> [EventLoopFuture<Void>] {
        let nodes = state.withLock { state in
            state.isClosed = true
            defer { state.layout = Layout([]) }
            return state.layout.nodes
        }
        return nodes.flatMap { $0.close() }
    }
}
