import Synchronization

/// Tells those who wait that their time is up.
///
/// One sleeping task for all of them: a timer for each request would cost more than
/// many a page. What is cancelled in time, as almost everything is, costs two entries
/// in a table. It may be late by `tick`, which no deadline here minds.
final class DeadlineClock: Sendable {
    /// What was asked for, to be cancelled.
    struct Alarm: Hashable {
        fileprivate let tick: Int
        fileprivate let number: Int
    }

    private struct State {
        var ring: [Int: [Int: @Sendable () -> Void]] = [:]
        var rung = 0
        var count = 0
        var isRunning = false
    }

    static let shared = DeadlineClock()

    private static let tick = Duration.milliseconds(10)

    private let start = ContinuousClock.now
    private let state = Mutex(State())

    /// Has `ring` run at a time, unless the alarm is cancelled.
    func alarm(at time: ContinuousClock.Instant, ring: @escaping @Sendable () -> Void) -> Alarm {
        let tick = Int((start.duration(to: time) / Self.tick).rounded(.up))
        let (alarm, mustStart) = state.withLock { state in
            state.count += 1
            let alarm = Alarm(tick: max(tick, state.rung + 1), number: state.count)
            state.ring[alarm.tick, default: [:]][alarm.number] = ring
            defer { state.isRunning = true }
            return (alarm, !state.isRunning)
        }
        if mustStart { Task.detached { await self.run() } }
        return alarm
    }

    /// Cancels an alarm; one that has rung or is ringing is not stopped.
    func cancel(_ alarm: Alarm) {
        state.withLock { state in
            state.ring[alarm.tick]?[alarm.number] = nil
            if state.ring[alarm.tick]?.isEmpty == true { state.ring[alarm.tick] = nil }
        }
    }

    /// Ticks until nobody waits.
    private func run() async {
        while true {
            try? await Task.sleep(for: Self.tick)
            let now = Int(start.duration(to: .now) / Self.tick)
            let (due, isDone) = state.withLock { state in
                var due: [@Sendable () -> Void] = []
                // Usually one tick; after a pause, whichever of both is shorter.
                let ticks =
                    now - state.rung < state.ring.count
                    ? Array(state.rung..<now).map { $0 + 1 } : state.ring.keys.filter { $0 <= now }
                for tick in ticks {
                    due += (state.ring.removeValue(forKey: tick) ?? [:]).values
                }
                state.rung = max(state.rung, now)
                if state.ring.isEmpty { state.isRunning = false }
                return (due, state.ring.isEmpty)
            }
            for ring in due { ring() }
            if isDone { return }
        }
    }
}
