import Synchronization

/// What is to be done when a request ends, however it ends.
final class EndActions: Sendable {
    typealias Action = @Sendable () async -> Void

    private struct State {
        var actions: [Action] = []
        var hasEnded = false
    }

    private let state = Mutex(State())

    /// Runs what nobody ran: a response that was dropped unsent ends its request too.
    deinit {
        let actions = state.withLock { $0.actions }
        guard !actions.isEmpty else { return }
        Task { for action in actions.reversed() { await action() } }
    }

    /// Whether there is nothing to do.
    var isEmpty: Bool { state.withLock { $0.actions.isEmpty } }

    /// Adds an action, to be run before those added earlier.
    ///
    /// After the end it is run at once, so that what a late task opened is closed too.
    func add(_ action: @escaping Action) {
        let isLate = state.withLock { state in
            if !state.hasEnded { state.actions.append(action) }
            return state.hasEnded
        }
        if isLate { Task { await action() } }
    }

    /// Begins to run every action once, and returns what runs them, if there are any.
    ///
    /// In a task of its own, because that of the request may have been cancelled, and
    /// closing things must not fail for that.
    func begin() -> Task<Void, Never>? {
        let actions = state.withLock { state in
            defer { state.actions = [] }
            state.hasEnded = true
            return state.actions
        }
        guard !actions.isEmpty else { return nil }
        return Task { for action in actions.reversed() { await action() } }
    }
}
