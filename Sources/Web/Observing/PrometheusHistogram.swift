import Metrics
import Synchronization

/// How many values were how large.
final class PrometheusHistogram: PrometheusInstrument, TimerHandler, RecorderHandler {
    /// From half a millisecond, which a ready page takes, to the half minute after
    /// which requests are given up.
    static let latencies = [
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
    ]

    /// For sizes, of which nothing is known.
    static let powersOfFour = (0..<16).map { Double(1 << (2 * $0)) }

    private struct State {
        // One more than bounds, for what exceeds them all.
        var counts: [Int]
        var sum = 0.0
    }

    private let bounds: [Double]
    private let state: Mutex<State>

    init(bounds: [Double]) {
        self.bounds = bounds
        state = Mutex(State(counts: Array(repeating: 0, count: bounds.count + 1)))
    }

    func recordNanoseconds(_ duration: Int64) {
        record(Double(duration) / 1e9)
    }

    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        let index = bounds.firstIndex { value <= $0 } ?? bounds.count
        state.withLock { state in
            state.counts[index] += 1
            state.sum += value
        }
    }

    func preferDisplayUnit(_ unit: TimeUnit) {}

    func write(_ name: String, labels: String, to text: inout String) {
        let (counts, sum) = state.withLock { ($0.counts, $0.sum) }
        var total = 0
        for (bound, count) in zip(bounds + [.infinity], counts) {
            total += count
            let limit = "le=\"\(Self.number(bound))\""
            line(
                "\(name)_bucket", labels.isEmpty ? limit : "\(labels),\(limit)", Double(total),
                to: &text)
        }
        line("\(name)_sum", labels, sum, to: &text)
        line("\(name)_count", labels, Double(total), to: &text)
    }
}
