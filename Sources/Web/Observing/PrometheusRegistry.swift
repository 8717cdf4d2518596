public import Metrics
import Synchronization

/// Keeps what a process counts and times, and tells it as Prometheus reads it.
///
/// A backend for swift-metrics, so it also shows what libraries count:
///
/// ```swift
/// let registry = PrometheusRegistry()
/// MetricsSystem.bootstrap(registry)
/// ```
///
/// Timers become histograms in seconds, as do recorders of many values; counters end
/// in `_total`. Two instruments of one name and the same labels are one.
public final class PrometheusRegistry: MetricsFactory {
    private struct Series {
        let labels: String
        let instrument: any PrometheusInstrument
    }

    private struct State {
        // Of one name and kind, by labels.
        var families: [PrometheusName: [String: Series]] = [:]
        var count = 0
    }

    /// How many series are kept.
    ///
    /// What comes after is counted and not told: somebody makes up labels, and neither
    /// this process nor Prometheus should pay for it.
    private static let mostSeries = 5000

    private let state = Mutex(State())

    /// Makes an empty registry.
    public init() {}

    /// Everything in the text format, version 0.0.4.
    public var text: String {
        let families = state.withLock { $0.families }
        var text = ""
        for (name, series) in families.sorted(by: { $0.key.text < $1.key.text }) {
            text += "# TYPE \(name.text) \(name.kind)\n"
            for (_, series) in series.sorted(by: { $0.key < $1.key }) {
                series.instrument.write(name.text, labels: series.labels, to: &text)
            }
        }
        return text
    }

    /// Makes a counter.
    public func makeCounter(
        label: String, dimensions: [(String, String)]
    ) -> any CounterHandler {
        instrument(PrometheusName(label, .counter), dimensions) { PrometheusCounter() }
    }

    /// Makes a counter of fractions.
    public func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        instrument(PrometheusName(label, .counter), dimensions) { PrometheusCounter() }
    }

    /// Makes a gauge.
    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        instrument(PrometheusName(label, .gauge), dimensions) { PrometheusGauge() }
    }

    /// Makes a histogram, or a gauge for a recorder that keeps the last value only.
    public func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        guard aggregate else {
            return instrument(PrometheusName(label, .gauge), dimensions) { PrometheusGauge() }
        }
        return instrument(PrometheusName(label, .histogram), dimensions) {
            PrometheusHistogram(bounds: PrometheusHistogram.powersOfFour)
        }
    }

    /// Makes a histogram in seconds.
    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        instrument(PrometheusName(label + ".seconds", .histogram), dimensions) {
            PrometheusHistogram(bounds: PrometheusHistogram.latencies)
        }
    }

    // What was counted stays counted when whoever counted it is gone: a series that
    // falls back to nothing would be read as a restart.

    /// Keeps the counter.
    public func destroyCounter(_ handler: any CounterHandler) {}
    /// Keeps the counter.
    public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    /// Keeps the gauge.
    public func destroyMeter(_ handler: any MeterHandler) {}
    /// Keeps the histogram.
    public func destroyRecorder(_ handler: any RecorderHandler) {}
    /// Keeps the histogram.
    public func destroyTimer(_ handler: any TimerHandler) {}

    private func instrument<Instrument: PrometheusInstrument>(
        _ name: PrometheusName, _ dimensions: [(String, String)], make: () -> Instrument
    ) -> Instrument {
        let labels = PrometheusName.labels(dimensions)
        return state.withLock { state in
            if let known = state.families[name]?[labels]?.instrument as? Instrument {
                return known
            }
            let instrument = make()
            guard state.count < Self.mostSeries else { return instrument }
            state.count += 1
            state.families[name, default: [:]][labels] = Series(
                labels: labels, instrument: instrument)
            return instrument
        }
    }
}
