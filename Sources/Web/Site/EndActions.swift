import Synchronization

/// What is to be done when a request ends, however it ends.
final class EndActions: Sendable {
    typealias Action = @Sendable () async -> Void

    private let actions = Mutex<[Action]>([])

    /// Adds an action, to be run before those added earlier.
    func add(_ action: @escaping Action) {
        actions.withLock { $0.append(action) }
    }

    /// Runs every action once.
    func run() async {
        while let action = actions.withLock({ $0.popLast() }) { await action() }
    }
}
