import Synchronization

/// Tells those who wait that their time is up.
///
/// One sleeping task for all of them: a timer for each request would cost more than
/// many a page. What is cancelled in time, as almost everything is, costs a place in a
/// list. It may be late by `tick`, which no deadline here minds.
final class DeadlineClock: Sendable {
    /// What was asked for, to be cancelled.
    struct Alarm: Hashable {
        fileprivate let place: Int
        fileprivate let number: Int
    }

    private struct Entry {
        let number: Int
        let time: ContinuousClock.Instant
        let ring: @Sendable () -> Void
    }

    private struct State {
        // A place that is empty is in `free`.
        var entries: [Entry?] = []
        var free: [Int] = []
        var count = 0
        var isRunning = false

        mutating func add(
            _ ring: @escaping @Sendable () -> Void, at time: ContinuousClock.Instant
        ) -> Alarm {
            count += 1
            let entry = Entry(number: count, time: time, ring: ring)
            guard let place = free.popLast() else {
                entries.append(entry)
                return Alarm(place: entries.count - 1, number: count)
            }
            entries[place] = entry
            return Alarm(place: place, number: count)
        }

        mutating func remove(at place: Int) {
            entries[place] = nil
            free.append(place)
        }

        /// Takes out what is due.
        mutating func due(at now: ContinuousClock.Instant) -> [Entry] {
            var due: [Entry] = []
            for place in entries.indices {
                guard let entry = entries[place], entry.time <= now else { continue }
                due.append(entry)
                remove(at: place)
            }
            if free.count == entries.count {
                entries = []
                free = []
                isRunning = false
            }
            return due
        }
    }

    static let shared = DeadlineClock()

    private static let tick = Duration.milliseconds(10)

    private let state = Mutex(State())

    /// Has `ring` run at a time, unless the alarm is cancelled.
    func alarm(at time: ContinuousClock.Instant, ring: @escaping @Sendable () -> Void) -> Alarm {
        let (alarm, mustStart) = state.withLock { state in
            defer { state.isRunning = true }
            return (state.add(ring, at: time), !state.isRunning)
        }
        if mustStart { Task.detached { await self.run() } }
        return alarm
    }

    /// Cancels an alarm; one that has rung or is ringing is not stopped.
    func cancel(_ alarm: Alarm) {
        state.withLock { state in
            guard alarm.place < state.entries.count,
                state.entries[alarm.place]?.number == alarm.number
            else { return }
            state.remove(at: alarm.place)
        }
    }

    /// Ticks until nobody waits.
    private func run() async {
        while true {
            try? await Task.sleep(for: Self.tick)
            let now = ContinuousClock.now
            let (due, isDone) = state.withLock { ($0.due(at: now), !$0.isRunning) }
            for entry in due { entry.ring() }
            if isDone { return }
        }
    }
}
