package import Logging
import Synchronization

/// A log that tests read.
package struct LogRecorder: LogHandler {
    /// What was logged, in order.
    package final class Lines: Sendable {
        private let lines = Mutex<[String]>([])

        package init() {}

        package var all: [String] { lines.withLock { $0 } }

        fileprivate func append(_ line: String) {
            lines.withLock { $0.append(line) }
        }
    }

    private let lines: Lines
    package var metadata: Logger.Metadata = [:]
    package var logLevel = Logger.Level.debug

    package init(lines: Lines) {
        self.lines = lines
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        let pairs = all.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: " ")
        lines.append("\(event.level) \(event.message) \(pairs)")
    }
}
