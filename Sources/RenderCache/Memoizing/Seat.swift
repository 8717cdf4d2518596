import Synchronization

/// Where one who waits for a computation sits.
///
/// What comes first is what it gets: the result, or its own cancellation.
final class Seat: Sendable {
    private enum State {
        case empty
        case taken(CheckedContinuation<Landing, any Error>)
        case settled(Result<Landing, any Error>)
    }

    private let state = Mutex(State.empty)

    /// Waits for the result.
    ///
    /// - Throws: What the computation threw, or `CancellationError`.
    func wait() async throws -> Landing {
        try await withCheckedThrowingContinuation { continuation in
            let result: Result<Landing, any Error>? = state.withLock { state in
                if case .settled(let result) = state { return result }
                state = .taken(continuation)
                return nil
            }
            if let result { continuation.resume(with: result) }
        }
    }

    /// Gives the result to whoever sits here, or will.
    func settle(_ result: Result<Landing, any Error>) {
        let waiting: CheckedContinuation<Landing, any Error>? = state.withLock { state in
            switch state {
            case .settled: return nil
            case .empty:
                state = .settled(result)
                return nil
            case .taken(let continuation):
                state = .settled(result)
                return continuation
            }
        }
        waiting?.resume(with: result)
    }
}
