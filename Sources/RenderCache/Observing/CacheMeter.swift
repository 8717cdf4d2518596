public import Metrics
import NIOCore
import Synchronization

/// Counts and times what a cache does, for swift-metrics and for ``CacheStatistics``.
///
/// By the name of what was memoized:
///
/// - `cache.requests`, by function and outcome (``CacheOutcome``),
/// - `cache.bytes`, by function and direction (`served`, `stored`),
/// - `cache.saved.seconds`, what computing the values served would have taken,
/// - `cache.evictions`, values dropped for want of room,
/// - `cache.computation.duration`, a timer, and `cache.computation.failures`.
///
/// The first four also by kind of tag, as `cache.tag.requests` and so on. The kind is what
/// stands before the colon: identifiers would make series without end.
public final class CacheMeter: Sendable {
    private struct Computations {
        let timer: Timer
        let failures: Counter
    }

    private struct State {
        var functions: [String: CacheTally] = [:]
        var tags: [String: CacheTally] = [:]
        var computations: [String: Computations] = [:]
        var statistics = CacheStatistics()
    }

    /// How many names of functions and of kinds are kept apart: more are `other`.
    private static let mostNames = 100

    private let factory: any MetricsFactory
    private let state = Mutex(State())

    /// Counts into a metrics system.
    public init(factory: any MetricsFactory = MetricsSystem.factory) {
        self.factory = factory
    }

    /// The tallies under which a call for such a value counts.
    public func tallies(function: String, tags: [String]) -> [CacheTally] {
        let kinds = Set(tags.map(Self.kind)).subtracting([Self.functionKind])
        return state.withLock { state in
            let name = Self.bounded(function, in: state.functions)
            var tallies = [tally("cache", "cache.function", name, in: &state.functions)]
            for kind in kinds {
                let name = Self.bounded(kind, in: state.tags)
                tallies.append(tally("cache.tag", "cache.tag", name, in: &state.tags))
            }
            return tallies
        }
    }

    func count(_ outcome: CacheOutcome, _ envelope: Envelope, of function: String) {
        let saved = outcome == .miss ? .zero : Duration.microseconds(envelope.cost)
        for tally in tallies(function: function, tags: envelope.tags) {
            tally.count(outcome, bytes: envelope.body.readableBytes, saved: saved)
        }
    }

    func countStored(_ bytes: Int, of function: String, tags: [String]) {
        for tally in tallies(function: function, tags: tags) { tally.countStored(bytes) }
    }

    func countComputation(of function: String, cost: Duration) {
        let timer = state.withLock { state in
            state.statistics.computations += 1
            state.statistics.computing += cost
            return computations(of: function, in: &state).timer
        }
        timer.record(duration: cost)
    }

    func countFailure(of function: String) {
        let counter = state.withLock { state in
            state.statistics.failures += 1
            return computations(of: function, in: &state).failures
        }
        counter.increment()
    }

    func statistics(usage: CacheUsage?) -> CacheStatistics {
        state.withLock { state in
            var statistics = state.statistics
            statistics.functions = state.functions.mapValues(\.current)
            statistics.tags = state.tags.mapValues(\.current)
            statistics.total = statistics.functions.values.reduce(into: CacheCounts(), +=)
            statistics.usage = usage
            return statistics
        }
    }

    private static let functionKind = "function"

    private static func kind(of tag: String) -> String {
        String(tag.prefix { $0 != ":" })
    }

    private static func bounded<Value>(_ name: String, in known: [String: Value]) -> String {
        known[name] != nil || known.count < mostNames ? name : "other"
    }

    private func tally(
        _ prefix: String, _ label: String, _ name: String, in known: inout [String: CacheTally]
    ) -> CacheTally {
        if let tally = known[name] { return tally }
        let tally = CacheTally(prefix, (label, name), factory: factory)
        known[name] = tally
        return tally
    }

    private func computations(of function: String, in state: inout State) -> Computations {
        let name = Self.bounded(function, in: state.computations)
        if let known = state.computations[name] { return known }
        let dimensions = [("cache.function", name)]
        let new = Computations(
            timer: Timer(
                label: "cache.computation.duration", dimensions: dimensions, factory: factory),
            failures: Counter(
                label: "cache.computation.failures", dimensions: dimensions, factory: factory))
        state.computations[name] = new
        return new
    }
}
