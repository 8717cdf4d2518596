import Logging
import Metrics
import NIOCore
import Synchronization

/// What is known of a server's health; says so, in the log once when it changes and in
/// metrics.
final class ServerHealth: Sendable {
    private let server: String
    private let breaker: Mutex<CircuitBreaker>
    private let logger: Logger
    private let factory: any MetricsFactory
    private let isAvailable: Meter

    init(
        of server: String, policy: CircuitBreaker.Policy, logger: Logger,
        factory: any MetricsFactory
    ) {
        self.server = server
        self.logger = logger
        self.factory = factory
        breaker = Mutex(CircuitBreaker(policy))
        isAvailable = Meter(
            label: "cache.memcached.available", dimensions: [("server", server)],
            factory: factory)
        isAvailable.set(1)
    }

    /// What may be done with the server now.
    func admission() -> CircuitBreaker.Admission {
        breaker.withLock { $0.isClosed ? .ask : $0.admission(at: .now()) }
    }

    func succeeded() {
        breaker.withLock { $0.requestSucceeded() }
    }

    func probed(isAlive: Bool) {
        let isBack = breaker.withLock { breaker in
            let wasClosed = breaker.isClosed
            breaker.probed(isAlive: isAlive, at: .now())
            return !wasClosed && breaker.isClosed
        }
        guard isBack else { return }
        isAvailable.set(1)
        logger.notice("memcached answers again", metadata: ["server": "\(server)"])
    }

    func failed(_ failure: ConnectionFailure) {
        Counter(
            label: "cache.memcached.failures",
            dimensions: [("server", server), ("reason", failure.rawValue)], factory: factory
        ).increment()
        let (wasClosed, isClosed) = breaker.withLock { breaker in
            let wasClosed = breaker.isClosed
            breaker.failed(at: .now())
            return (wasClosed, breaker.isClosed)
        }
        guard wasClosed, !isClosed else { return }
        isAvailable.set(0)
        logger.warning(
            "memcached is left alone for a while: what it holds counts as missing",
            metadata: ["server": "\(server)", "reason": "\(failure.rawValue)"])
    }
}
