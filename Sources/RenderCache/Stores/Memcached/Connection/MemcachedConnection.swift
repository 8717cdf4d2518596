import NIOCore
import NIOPosix
import Synchronization

/// One connection, on which many requests are under way at once.
///
/// Any thread may send. What is sent while the event loop is busy goes out together with the
/// next write. A connection that has failed stays so: its owner makes another.
final class MemcachedConnection: Sendable {
    private typealias OpenHandler = NIOLoopBound<MemcachedChannelHandler>

    private enum Phase {
        case connecting
        case open(OpenHandler)
        case closed
    }

    private struct State {
        var phase = Phase.connecting
        /// No more requests are taken, and it closes when those under way are answered.
        var isEnding = false
        var waiting: [PendingBatch] = []
        var outstandingBatches = 0
        var outstandingBytes = 0
        var isFlushDue = false
    }

    /// Fulfilled when it is closed, or was never made.
    let closed: EventLoopFuture<Void>

    let limits: ConnectionLimits

    private let address: MemcachedAddress
    private let eventLoop: any EventLoop
    private let closing: EventLoopPromise<Void>
    private let health: ServerHealth
    private let state = Mutex(State())

    /// A connection that is not made yet: see `connect`.
    init(
        to address: MemcachedAddress, on eventLoop: any EventLoop, limits: ConnectionLimits,
        health: ServerHealth
    ) {
        self.address = address
        self.eventLoop = eventLoop
        self.limits = limits
        self.health = health
        closing = eventLoop.makePromise()
        closed = closing.futureResult
    }

    /// Whether it takes requests.
    var isUsable: Bool {
        state.withLock { state in
            if case .closed = state.phase { return false }
            return !state.isEnding
        }
    }

    /// Begins to connect; requests may be sent meanwhile.
    func connect() {
        let bootstrap = ClientBootstrap(group: eventLoop)
            .connectTimeout(limits.timeout)
            .channelOption(.socketOption(.so_keepalive), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        MemcachedChannelHandler(for: self))
                }
            }
        let channel =
            switch address.endpoint {
            case .host(let host, let port): bootstrap.connect(host: host, port: port)
            case .path(let path): bootstrap.connect(unixDomainSocketPath: path)
            }
        channel.whenFailure { _ in self.ended(.unreachable) }
    }

    /// Sends a batch; `completion` is called once, on any thread, with `nil` if no replies are
    /// to be had.
    func send(
        _ batch: MetaBatch, completion: @escaping @Sendable ([MetaReply?]?) -> Void
    ) {
        let pending = PendingBatch(
            bytes: batch.bytes, replies: BatchReplies(to: batch), completion: completion)
        let size = pending.bytes.readableBytes
        let (isTaken, handler) = state.withLock { state in
            let hasRoom =
                state.outstandingBatches == 0
                || state.outstandingBatches < limits.outstandingBatches
                    && state.outstandingBytes + size <= limits.outstandingBytes
            guard hasRoom, !state.isEnding else { return (false, nil as OpenHandler?) }
            state.outstandingBatches += 1
            state.outstandingBytes += size
            state.waiting.append(pending)
            guard case .open(let handler) = state.phase, !state.isFlushDue else {
                return (true, nil)
            }
            state.isFlushDue = true
            return (true, handler)
        }
        guard isTaken else { return completion(nil) }
        if let handler { eventLoop.execute { handler.value.flush() } }
    }

    /// Ends it when all that is under way has been answered, or has taken too long.
    func close() {
        let handler: OpenHandler? = state.withLock { state in
            state.isEnding = true
            guard case .open(let handler) = state.phase else { return nil }
            return handler
        }
        if let handler { eventLoop.execute { handler.value.closeIfIdle() } }
    }

    /// Whether it closes as soon as nothing is under way any more.
    var isEnding: Bool { state.withLock { $0.isEnding } }

    func opened(_ handler: NIOLoopBound<MemcachedChannelHandler>) {
        state.withLock { $0.phase = .open(handler) }
    }

    /// What has come to be sent since the last time.
    func takeWaiting() -> [PendingBatch] {
        state.withLock { state in
            state.isFlushDue = false
            defer { state.waiting = [] }
            return state.waiting
        }
    }

    /// Makes room for others.
    func answered(_ batches: [PendingBatch]) {
        guard !batches.isEmpty else { return }
        state.withLock { state in
            state.outstandingBatches -= batches.count
            state.outstandingBytes -= batches.reduce(0) { $0 + $1.bytes.readableBytes }
        }
        health.succeeded()
        for batch in batches { batch.completion(batch.replies.all) }
    }

    /// Gives up: those who wait are told, and so is whoever judges the server.
    func ended(_ failure: ConnectionFailure?, unanswered: [PendingBatch] = []) {
        let (waiting, isFirst) = state.withLock { state in
            let isFirst = if case .closed = state.phase { false } else { true }
            state.phase = .closed
            state.isEnding = true
            defer { state.waiting = [] }
            return (state.waiting, isFirst)
        }
        if isFirst {
            if let failure { health.failed(failure) }
            closing.succeed()
        }
        for batch in unanswered + waiting { batch.completion(nil) }
    }
}
