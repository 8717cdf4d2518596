import NIOCore
import Synchronization

/// A server, its connections, and whether it is to be asked at all.
final class MemcachedNode: Sendable {
    private struct State {
        var connections: [MemcachedConnection?]
        var last = 0
        var isClosed = false
        var generation: Generation?
    }

    let address: MemcachedAddress

    private let group: any EventLoopGroup
    private let limits: ConnectionLimits
    private let health: ServerHealth
    private let state: Mutex<State>

    /// A server that is connected to when it is first needed.
    init(
        _ address: MemcachedAddress, group: any EventLoopGroup, connections: Int,
        limits: ConnectionLimits, health: ServerHealth
    ) {
        self.address = address
        self.group = group
        self.limits = limits
        self.health = health
        state = Mutex(State(connections: Array(repeating: nil, count: max(1, connections))))
    }

    /// What the name space was called on this server when it was last asked.
    var generation: Generation? {
        get { state.withLock { $0.generation } }
        set { state.withLock { $0.generation = newValue } }
    }

    /// Whether it has left the cluster.
    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Asks the server.
    ///
    /// - Returns: A reply for each command; `nil` if it is out of reach, has too much to do, or
    ///   the task is cancelled.
    func send(_ batch: MetaBatch) async -> [MetaReply?]? {
        guard !Task.isCancelled, let connection = admitted() else { return nil }
        let answer = Answer<[MetaReply?]?>()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                answer.wait(continuation)
                connection.send(batch) { answer.give($0) }
            }
        } onCancel: {
            answer.give(nil)
        }
    }

    /// Takes no more requests, and closes its connections when those under way are answered.
    func close() -> [EventLoopFuture<Void>] {
        let connections = state.withLock { state in
            state.isClosed = true
            defer { state.connections = state.connections.map { _ in nil } }
            return state.connections.compactMap(\.self)
        }
        for connection in connections { connection.close() }
        return connections.map(\.closed)
    }

    private func admitted() -> MemcachedConnection? {
        switch health.admission() {
        case .ask: return connection()
        case .skip: return nil
        case .probe:
            probe()
            return nil
        }
    }

    private func probe() {
        guard let connection = connection() else { return }
        var batch = MetaBatch()
        batch.ping()
        connection.send(batch) { [health] in health.probed(isAlive: $0 != nil) }
    }

    /// The next of the connections in turn, made anew if it has ended.
    private func connection() -> MemcachedConnection? {
        let (connection, isNew): (MemcachedConnection?, Bool) = state.withLock { state in
            guard !state.isClosed else { return (nil, false) }
            state.last = (state.last + 1) % state.connections.count
            if let connection = state.connections[state.last], connection.isUsable {
                return (connection, false)
            }
            let connection = MemcachedConnection(
                to: address, on: group.next(), limits: limits, health: health)
            state.connections[state.last] = connection
            return (connection, true)
        }
        if isNew { connection?.connect() }
        return connection
    }
}
