/// A request that took too long.
struct DeadlineExceeded: Error, Hashable {
    /// Whether it was the visitor who was slow.
    let wasReading: Bool
}

/// Work that is cancelled when its time is up.
enum Deadline {
    /// Returns what `work` returns, or `nil` if it was cancelled for being late.
    ///
    /// Waits for the work to end either way. What still succeeds after its time
    /// counts: it has been done, so it should be told. When the time is up, `longer`
    /// may grant more, counted from the same start.
    static func run<Value: Sendable>(
        _ limit: Duration,
        longer: @escaping @Sendable () -> Duration? = { nil },
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value? {
        let start = ContinuousClock.now
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                try? await Task.sleep(until: start + limit)
                if let limit = longer() { try? await Task.sleep(until: start + limit) }
                return nil
            }
            defer { group.cancelAll() }
            if let value = try await group.next() ?? nil { return value }
            group.cancelAll()
            do {
                return try await group.next() ?? nil
            } catch {
                return nil
            }
        }
    }
}
