import Logging
import Synchronization
import Tracing

/// Lends connections, each to one borrower at a time.
///
/// It waits in Swift, where a waiting task costs no thread and can be cancelled,
/// so that nothing ever waits in the driver's own pool.
final class ConnectionPool: Sendable {
    /// Someone who wants a connection, and for what.
    private struct Waiter: Sendable {
        let servers: Request.Servers
        let continuation: CheckedContinuation<Result<Connection, MongoError>, Never>

        func resume(returning result: Result<Connection, MongoError>) {
            continuation.resume(returning: result)
        }
    }

    private struct Shared {
        var state: PoolState<Connection, Waiter>
        /// Gone once the pool is closed, so that it dies with the last connection.
        var driver: DriverPool?
    }

    let logger: Logger

    /// How many connections there can be.
    let maximumConnections: Int

    /// How many of them change streams keep.
    let streams = Mutex(0)

    /// Whether a tracer wants to know of requests.
    let isTraced: Bool

    let metrics: ClientMetrics?
    private let patience: Duration
    private let isDestroyed: Gate
    private let shared: Mutex<Shared>

    init(driver: DriverPool, patience: Duration) {
        self.patience = patience
        logger = driver.monitor.logger
        maximumConnections = driver.maximumConnections
        metrics = driver.monitor.metrics
        isTraced = !(InstrumentationSystem.instrument is NoOpInstrument)
        isDestroyed = driver.isDestroyed
        shared = Mutex(
            Shared(state: PoolState(maximum: driver.maximumConnections), driver: driver))
    }

    /// What the connections are doing.
    var counts: PoolCounts { shared.withLock(\.state.counts) }

    /// Whether it refuses new work.
    var isClosed: Bool { shared.withLock { $0.driver == nil } }

    /// Learns from a failure of a borrower.
    ///
    /// One that found no server has waited for one as long as is allowed. Those who queue
    /// for the same kind of server would do the same, one after another: they are told now.
    func noteFailure(_ error: any Error, to servers: Request.Servers) {
        guard let error = error as? MongoError, error.code == .noServer else { return }
        let waiters = change { $0.state.dismiss { $0.servers == servers } }
        for waiter in waiters { waiter.resume(returning: .failure(error)) }
    }

    /// Lends a free connection until it is given back.
    ///
    /// - Throws: ``MongoError`` if none became free in time, the task was
    ///   cancelled, or the pool is closed.
    nonisolated(nonsending) func borrowFree(
        for request: Request
    ) async throws(MongoError) -> Connection {
        let start = metrics.map { _ in ContinuousClock.now }
        defer { if let start { metrics?.record(waiting: .now - start) } }
        if let connection = try lendFree(for: request) { return connection }
        return try await queue(for: request)
    }

    /// Lends a connection that is free now; `nil` if none is.
    ///
    /// - Throws: ``MongoError`` if the task was cancelled, or the pool is closed.
    func lendFree(for request: Request) throws(MongoError) -> Connection? {
        guard !Task.isCancelled else { throw .cancelled(request.operation) }
        return switch change({ shared in Self.settle(shared.state.request(), &shared) }) {
        case .some(.success(let connection)): connection
        case .some(.failure(let error)): throw error.during(request.operation)
        case nil: nil
        }
    }

    /// Takes a connection back, and lends it to the first who waits.
    func giveBack(_ connection: Connection) {
        switch change({ $0.state.giveBack(connection) }) {
        case .lend(let connection, let waiter): waiter.resume(returning: .success(connection))
        case .rest, .discard: break
        }
    }

    /// Refuses new work, waits for what is under way and disconnects.
    func close() async {
        let waiters = change { shared in
            shared.driver = nil
            return shared.state.close().waiters
        }
        for waiter in waiters { waiter.resume(returning: .failure(.closed)) }
        await isDestroyed.wait()
    }

    nonisolated(nonsending) private func queue(
        for request: Request
    ) async throws(MongoError) -> Connection {
        let ticket = shared.withLock { $0.state.ticket() }
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                enqueue(
                    Waiter(servers: request.servers, continuation: continuation), ticket: ticket)
                // Cancelled before it was in the queue: nobody else will say so.
                if Task.isCancelled { cancel(ticket) }
            }
        } onCancel: {
            cancel(ticket)
        }
        do {
            return try result.get()
        } catch {
            throw error.during(request.operation)
        }
    }

    private func enqueue(_ waiter: Waiter, ticket: Int) {
        let deadline = ContinuousClock.now + patience
        let (answer, alarm) = change { shared in
            let (answer, alarm) = shared.state.request(
                queueing: waiter, ticket: ticket, until: deadline)
            return (Self.settle(answer, &shared), alarm)
        }
        if let answer { waiter.resume(returning: answer) }
        if let alarm { watch(from: alarm) }
    }

    /// Changes what is shared, and measures what that does to the connections.
    private func change<Result: Sendable>(_ body: (inout Shared) -> Result) -> Result {
        guard let metrics else { return shared.withLock { body(&$0) } }
        let (result, before, after) = shared.withLock { shared in
            let before = shared.state.counts
            return (body(&shared), before, shared.state.counts)
        }
        metrics.record(from: before, to: after)
        return result
    }

    /// Turns what the rules say into a connection or an error; `nil` is to wait.
    private static func settle(
        _ answer: PoolState<Connection, Waiter>.Answer, _ shared: inout Shared
    ) -> Result<Connection, MongoError>? {
        switch answer {
        case .lend(let connection): .success(connection)
        case .open: shared.driver.map { .success(Connection(from: $0)) } ?? .failure(.closed)
        case .closed: .failure(.closed)
        case .wait: nil
        }
    }

    private func cancel(_ ticket: Int) {
        let waiter = change { $0.state.cancel(ticket) }
        waiter?.resume(returning: .failure(.cancelled("")))
    }

    /// Sends away those who wait too long, for as long as anyone waits.
    private func watch(from alarm: ContinuousClock.Instant) {
        Task {
            var alarm: ContinuousClock.Instant? = alarm
            while let time = alarm {
                try? await Task.sleep(until: time, clock: .continuous)
                let expiry = change { $0.state.expire(at: .now) }
                for waiter in expiry.expired { waiter.resume(returning: .failure(.poolTimedOut)) }
                if !expiry.expired.isEmpty {
                    metrics?.recordTimeouts(expiry.expired.count)
                    logger.warning(
                        "Every database connection was busy for too long",
                        metadata: ["refused": "\(expiry.expired.count)"])
                }
                alarm = expiry.next
            }
        }
    }
}
