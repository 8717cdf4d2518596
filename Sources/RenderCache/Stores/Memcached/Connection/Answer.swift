import Synchronization

/// An answer that comes at most once to one who waits, and perhaps has left.
final class Answer<Value: Sendable>: Sendable {
    private enum State {
        case open
        case awaited(CheckedContinuation<Value, Never>)
        case given(Value)
        case over
    }

    private let state = Mutex(State.open)

    /// Waits for it; called once.
    func wait(_ continuation: CheckedContinuation<Value, Never>) {
        let value: Value? = state.withLock { state in
            guard case .given(let value) = state else {
                state = .awaited(continuation)
                return nil
            }
            state = .over
            return value
        }
        if let value { continuation.resume(returning: value) }
    }

    /// Gives it; only the first counts.
    func give(_ value: Value) {
        let continuation: CheckedContinuation<Value, Never>? = state.withLock { state in
            switch state {
            case .open:
                state = .given(value)
                return nil
            case .awaited(let continuation):
                state = .over
                return continuation
            case .given, .over: return nil
            }
        }
        continuation?.resume(returning: value)
    }
}
