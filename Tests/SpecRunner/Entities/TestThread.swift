import Synchronization

/// Operations that run one after another beside the test.
final class TestThread: Sendable {
    private let last = Mutex<Task<Void, any Error>?>(nil)

    /// Runs an operation after those before it.
    func run(_ operation: @escaping @Sendable () async throws -> Void) {
        last.withLock { last in
            let previous = last
            last = Task {
                try await previous?.value
                try await operation()
            }
        }
    }

    /// Waits for every operation.
    ///
    /// - Throws: What the first of them threw that failed.
    func wait() async throws {
        try await last.withLock(\.self)?.value
    }
}
