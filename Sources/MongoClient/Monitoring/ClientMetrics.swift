import Metrics
import Synchronization

/// What a client counts and times, for swift-metrics.
///
/// The names are OpenTelemetry's for databases
/// (https://opentelemetry.io/docs/specs/semconv/database/database-metrics/), in
/// which open connections are those in the states `idle` and `used` together:
///
/// - `db.client.operation.duration`, a timer by command and outcome,
/// - `db.client.operation.failures`, by command and error code,
/// - `db.client.connection.count`, by state,
/// - `db.client.connection.pending_requests`, those who wait for a connection,
/// - `db.client.connection.wait_time`, a timer,
/// - `db.client.connection.timeouts`, those who waited in vain.
final class ClientMetrics: Sendable {
    private struct Outcome: Hashable {
        let command: String
        let failure: MongoError.Code?
    }

    private struct Instruments {
        let duration: Timer
        let failures: Counter?
    }

    /// How many pairs of command and outcome are kept apart: the name of a command
    /// comes from a caller, who may make up any number of them.
    private static let mostOutcomes = 200

    private let factory: any MetricsFactory
    private let outcomes = Mutex<[Outcome: Instruments]>([:])
    private let idle: Meter
    private let used: Meter
    private let pending: Meter
    private let waitTime: Timer
    private let timeouts: Counter

    /// Creates instruments; `nil` where nobody would read them.
    ///
    /// The factory is chosen here, so the metrics system must be set up before the
    /// client, as is usual.
    init?(factory: any MetricsFactory = MetricsSystem.factory) {
        guard !(factory is NOOPMetricsHandler) else { return nil }
        self.factory = factory
        let state = "db.client.connection.state"
        func connections(_ name: String) -> Meter {
            Meter(
                label: "db.client.connection.count", dimensions: [Self.system, (state, name)],
                factory: factory)
        }
        idle = connections("idle")
        used = connections("used")
        pending = Meter(
            label: "db.client.connection.pending_requests", dimensions: [Self.system],
            factory: factory)
        waitTime = Timer(
            label: "db.client.connection.wait_time", dimensions: [Self.system], factory: factory)
        timeouts = Counter(
            label: "db.client.connection.timeouts", dimensions: [Self.system], factory: factory)
    }

    /// Counts and times a command.
    func record(_ report: CommandReport) {
        let instruments = instruments(
            for: Outcome(command: report.name, failure: report.failure))
        instruments.duration.record(duration: report.duration)
        instruments.failures?.increment()
    }

    /// Follows the pool from one state to the next.
    ///
    /// Differences, unlike totals, may arrive in any order, and add up over the
    /// clients of a process.
    func record(from before: PoolCounts, to after: PoolCounts) {
        idle.change(by: after.idle - before.idle)
        used.change(by: after.lent - before.lent)
        pending.change(by: after.waiting - before.waiting)
    }

    /// Times how long someone waited for a connection.
    func record(waiting duration: Duration) {
        waitTime.record(duration: duration)
    }

    /// Counts those who waited in vain.
    func recordTimeouts(_ count: Int) {
        timeouts.increment(by: count)
    }

    private static var system: (String, String) { ("db.system.name", "mongodb") }

    private func instruments(for outcome: Outcome) -> Instruments {
        outcomes.withLock { outcomes in
            let isKept = outcomes[outcome] != nil || outcomes.count < Self.mostOutcomes
            let outcome = isKept ? outcome : Outcome(command: "other", failure: outcome.failure)
            if let known = outcomes[outcome] { return known }
            let new = make(outcome)
            outcomes[outcome] = new
            return new
        }
    }

    private func make(_ outcome: Outcome) -> Instruments {
        let operation = ("db.operation.name", outcome.command)
        let result = ("outcome", outcome.failure == nil ? "succeeded" : "failed")
        return Instruments(
            duration: Timer(
                label: "db.client.operation.duration",
                dimensions: [Self.system, operation, result], factory: factory),
            failures: outcome.failure.map { code in
                Counter(
                    label: "db.client.operation.failures",
                    dimensions: [Self.system, operation, ("error.type", "\(code.rawValue)")],
                    factory: factory)
            })
    }
}

extension Meter {
    fileprivate func change(by difference: Int) {
        if difference > 0 { increment(by: Double(difference)) }
        if difference < 0 { decrement(by: Double(-difference)) }
    }
}
