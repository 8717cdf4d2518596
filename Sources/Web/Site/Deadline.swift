import Synchronization

/// A request that took too long.
struct DeadlineExceeded: Error, Hashable {
    /// Whether it was the visitor who was slow.
    let wasReading: Bool
}

/// Work that is cancelled when its time is up or its client gone.
enum Deadline {
    /// Returns what `work` returns, or `nil` if it was cancelled for being late.
    ///
    /// Cancels the task that it is called in where the connection knows how, and else one of
    /// its own; also when the client goes.
    ///
    /// Waits for the work to end either way. What still succeeds after its time
    /// counts: it has been done, so it should be told. When the time is up, `longer`
    /// may grant more, counted from the same start.
    static func run<Value: Sendable>(
        _ limit: Duration, for connection: ConnectionContext? = nil,
        longer: @escaping @Sendable () -> Duration? = { nil },
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value? {
        let start = ContinuousClock.now
        let presence = connection?.presence
        if let exchange = connection?.exchange {
            let watch = Watch { exchange.cancel() }
            watch.wake(at: start + limit) { longer().map { start + $0 } }
            presence?.onLeave { exchange.cancel() }
            defer { presence?.forget() }
            do {
                let value = try await work()
                _ = watch.stop()
                return value
            } catch {
                if watch.stop() { return nil }
                throw error
            }
        }
        // Begins here rather than on another thread: most work never waits.
        let task = Task.immediate { try await work() }
        let watch = Watch { task.cancel() }
        watch.wake(at: start + limit) { longer().map { start + $0 } }
        presence?.onLeave { task.cancel() }
        defer { presence?.forget() }
        let result = await withTaskCancellationHandler {
            await task.result
        } onCancel: {
            task.cancel()
        }
        let isLate = watch.stop()
        do {
            return try result.get()
        } catch {
            if isLate { return nil }
            throw error
        }
    }

    /// Waits beside the work.
    private final class Watch: Sendable {
        private struct State {
            var alarm: DeadlineClock.Alarm?
            var isLate = false
            var isOver = false
        }

        private let state = Mutex(State())
        private let cancel: @Sendable () -> Void

        init(cancel: @escaping @Sendable () -> Void) {
            self.cancel = cancel
        }

        /// Cancels the work at a time, unless `longer` names a later one then.
        func wake(
            at time: ContinuousClock.Instant,
            longer: @escaping @Sendable () -> ContinuousClock.Instant?
        ) {
            state.withLock { state in
                guard !state.isOver else { return }
                state.alarm = DeadlineClock.shared.alarm(at: time) { [self] in
                    if let later = longer() {
                        wake(at: later) { nil }
                    } else {
                        giveUp()
                    }
                }
            }
        }

        /// Ends the watch, and tells whether the time was up.
        func stop() -> Bool {
            let (alarm, isLate) = state.withLock { state in
                state.isOver = true
                return (state.alarm, state.isLate)
            }
            if let alarm { DeadlineClock.shared.cancel(alarm) }
            return isLate
        }

        private func giveUp() {
            state.withLock { state in
                guard !state.isOver else { return }
                state.isLate = true
                // Not later, when what comes after the work may have begun.
                cancel()
            }
        }
    }
}
