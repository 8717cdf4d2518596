import FoundationEssentials

/// The clocks and the chance of a cache: tests bring their own.
package struct CacheTiming: Sendable {
    /// Milliseconds since 1970.
    package var now: @Sendable () -> Int64
    /// The time on a clock that nobody sets.
    package var uptime: @Sendable () -> Duration
    /// A number from 0 up to 1.
    package var random: @Sendable () -> Double
    /// Waits.
    package var pause: @Sendable (Duration) async throws -> Void

    /// The machine's.
    package static let real = CacheTiming(
        now: { Int64(Date.now.timeIntervalSince1970 * 1000) },
        uptime: { ContinuousClock.now - start },
        random: { Double.random(in: 0..<1) },
        pause: { try await Task.sleep(for: $0) })

    private static let start = ContinuousClock.now

    package init(
        now: @escaping @Sendable () -> Int64, uptime: @escaping @Sendable () -> Duration,
        random: @escaping @Sendable () -> Double,
        pause: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.now = now
        self.uptime = uptime
        self.random = random
        self.pause = pause
    }
}
