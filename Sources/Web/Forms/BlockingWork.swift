import NIOPosix

/// Runs work that blocks, such as writing files, on threads of its own.
///
/// Swift's own threads are as many as processors: one that waits for a disk would
/// hold up every other visitor. Dispatch begins another thread only a second after all of
/// a queue's wait, so these are there from the start. How much can wait for them is bounded by
/// the bytes of bodies that may be in flight.
enum BlockingWork {
    private static let threads: NIOThreadPool = {
        let threads = NIOThreadPool(numberOfThreads: 16)
        threads.start()
        return threads
    }()

    /// Returns what `work` returns, which is done to its end whoever is cancelled.
    static func run<Value: Sendable>(
        _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            threads.submit { _ in continuation.resume(with: Result(catching: work)) }
        }
    }
}
