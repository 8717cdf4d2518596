import Logging
import Synchronization

/// Keeps what is logged.
final class Log: LogHandler {
    private let entries = Mutex<[String]>([])

    /// Every message so far, with its metadata.
    var lines: [String] { entries.withLock(\.self) }

    var logLevel: Logger.Level {
        get { .trace }
        set {}
    }

    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    func log(event: LogEvent) {
        entries.withLock { $0.append("\(event.message) \(event.metadata ?? [:])") }
    }
}
