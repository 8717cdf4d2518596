import Synchronization

/// Counts, from any number of tasks.
final class Tries: Sendable {
    private let state = Mutex(0)

    var count: Int { state.withLock { $0 } }

    @discardableResult
    func add() -> Int {
        state.withLock { state in
            state += 1
            return state
        }
    }
}

/// A failure that a test wants.
struct Failure: Error, Equatable {
    var number = 0
}
