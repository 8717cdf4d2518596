import Synchronization

/// Remembers what failed a moment ago, so that it is neither tried nor told too often.
final class FailureMemory: Sendable {
    private struct State {
        // Until when, on the clock that nobody sets.
        var pauses: [CacheKey: Duration] = [:]
        var failing: Set<String> = []
    }

    private static let mostPauses = 10_000

    private let state = Mutex(State())

    /// Whether it is too early to try again.
    func isPaused(_ key: CacheKey, at uptime: Duration) -> Bool {
        state.withLock { state in
            guard let end = state.pauses[key] else { return false }
            if uptime < end { return true }
            state.pauses[key] = nil
            return false
        }
    }

    /// Whether the function has failed and not worked since.
    func isFailing(_ function: String) -> Bool {
        state.withLock { $0.failing.contains(function) }
    }

    /// Notes a failure.
    ///
    /// - Returns: Whether it is the first since the function worked.
    func note(
        failureOf key: CacheKey, in function: String, at uptime: Duration, pause: Duration
    ) -> Bool {
        state.withLock { state in
            if state.pauses.count >= Self.mostPauses {
                state.pauses = state.pauses.filter { uptime < $0.value }
            }
            if state.pauses.count < Self.mostPauses { state.pauses[key] = uptime + pause }
            return state.failing.insert(function).inserted
        }
    }

    /// Notes a success.
    func note(successOf key: CacheKey, in function: String) {
        state.withLock { state in
            guard !state.failing.isEmpty else { return }
            state.pauses[key] = nil
            state.failing.remove(function)
        }
    }
}
