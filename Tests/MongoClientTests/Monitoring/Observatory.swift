import InMemoryTracing
import Logging
import Metrics
import MetricsTestKit
import MongoClient
import TestSupport
import Tracing

/// A log, metrics and a tracer of a test's own, and a client that they observe.
struct Observatory: Sendable {
    let log = LogRecorder.Lines()
    let metrics = TestMetrics()
    let tracer = InMemoryTracer()

    /// Runs `body` with a collection of a client that is observed, and closes it.
    static func observing(
        _ settings: MongoClient.Settings = .patient, level: Logger.Level = .debug,
        _ body: (MongoCollection, Observatory) async throws -> Void
    ) async throws {
        let observatory = Observatory()
        var recorder = LogRecorder(lines: observatory.log)
        recorder.logLevel = level
        let logger = Logger(label: "test") { _ in recorder }
        let database = try TestDatabase.required().name
        try await withMetricsFactory(observatory.metrics) {
            try await withTracer(observatory.tracer) {
                let client = try await TestServer.client(settings: settings, logger: logger)
                let result: Result<Void, any Error>
                do {
                    try await body(
                        client.database(database).collection("things"), observatory)
                    result = .success(())
                } catch {
                    result = .failure(error)
                }
                await client.close()
                try result.get()
            }
        }
    }

    /// The lines about commands of a name, without what differs from run to run.
    func lines(_ command: String) -> [String] {
        log.all.filter { $0.contains("command=\(command) ") }
    }

    /// Everything that left the client, as text.
    var everything: String {
        var words = log.all
        words += metrics.timers.map { "\($0.label) \($0.dimensions)" }
        words += metrics.counters.map { "\($0.label) \($0.dimensions)" }
        words += metrics.meters.map { "\($0.label) \($0.dimensions)" }
        for span in tracer.finishedSpans {
            words.append("\(span.operationName) \(String(describing: span.status)) \(span.errors)")
            span.attributes.forEach { words.append("\($0)=\($1)") }
            for event in span.events { words.append("\(event)") }
        }
        return words.joined(separator: "\n")
    }
}
