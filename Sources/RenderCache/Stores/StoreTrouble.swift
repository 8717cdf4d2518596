import Logging
import NIOCore
import Synchronization

/// Tells the log what a store could not do, once a minute however often it happens: a full
/// disk must not fill what is left of it with messages.
final class StoreTrouble: Sendable {
    private struct State {
        var silentUntil = NIODeadline.uptimeNanoseconds(0)
        var unsaid = 0
    }

    private let logger: Logger
    private let store: String
    private let period: TimeAmount
    private let state = Mutex(State())

    init(logger: Logger, store: String, period: TimeAmount = .minutes(1)) {
        self.logger = logger
        self.store = store
        self.period = period
    }

    func report(_ message: String, _ error: any Error) {
        let unsaid: Int? = state.withLock { state in
            guard state.silentUntil <= .now() else {
                state.unsaid += 1
                return nil
            }
            defer { state.unsaid = 0 }
            state.silentUntil = .now() + period
            return state.unsaid
        }
        guard let unsaid else { return }
        logger.warning(
            "\(message)",
            metadata: ["store": "\(store)", "error": "\(error)", "before": "\(unsaid)"])
    }
}
