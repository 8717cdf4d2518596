import RenderCache
import Synchronization

/// A time that passes when a test says so, and the chance that it wants.
final class ManualTime: Sendable {
    private struct State {
        var passed = Duration.zero
        // Never early, unless a test says so.
        var random = 0.0
    }

    private let state = Mutex(State())

    var timing: CacheTiming {
        CacheTiming(
            now: { 1_800_000_000_000 + Int64(self.passed / .milliseconds(1)) },
            uptime: { self.passed },
            random: { self.state.withLock { $0.random } },
            pause: { _ in try await Task.sleep(for: .milliseconds(1)) })
    }

    var passed: Duration { state.withLock { $0.passed } }

    func pass(_ duration: Duration) {
        state.withLock { $0.passed += duration }
    }

    func setRandom(_ number: Double) {
        state.withLock { $0.random = number }
    }
}
