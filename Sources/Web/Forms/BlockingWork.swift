import Dispatch

/// Runs work that blocks, such as writing files, on threads of its own.
///
/// Swift's own threads are as many as processors: one that waits for a disk would
/// hold up every other visitor.
enum BlockingWork {
    private static let queue = DispatchQueue(label: "blocking work", attributes: .concurrent)

    /// Returns what `work` returns.
    static func run<Value: Sendable>(
        _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: work)) }
        }
    }
}
