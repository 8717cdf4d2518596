import Synchronization

/// One transaction of a session, for whoever has to know how it ended.
package final class Transaction: Sendable {
    /// How a transaction stands.
    private enum State: UInt8, AtomicRepresentable {
        case open, committed, undone
    }

    /// What the task at hand runs in, with what that runs in itself.
    @TaskLocal static var current: Transaction?

    /// Whether its end is up to the caller, who may do anything in it, rather than to a
    /// closure.
    let isManual: Bool

    /// The transaction of another session that its task was in already.
    private let outer: Transaction?

    private let state = Atomic(State.open)

    init(isManual: Bool) {
        self.isManual = isManual
        outer = Self.current
    }

    /// Whether it can still be committed or aborted for the first time.
    package var isOpen: Bool { state.load(ordering: .acquiring) == .open }

    /// Whether what it did is not to be had: it was aborted, or nobody knows.
    ///
    /// Who takes a commit of unknown result for undone finds out by doing it again, with
    /// a conflict at worst; who took it for done might lose it.
    package var isUndone: Bool { state.load(ordering: .acquiring) == .undone }

    /// Whether the task at hand is part of it.
    var includesTask: Bool {
        var transaction = Self.current
        while let inner = transaction {
            if inner === self { return true }
            transaction = inner.outer
        }
        return false
    }

    /// Notes that the server has committed it.
    func commit() { state.store(.committed, ordering: .releasing) }

    /// Notes that it was aborted, that nobody knows whether it is committed, or that nobody
    /// can commit it any more; what is committed stays so.
    func undo() {
        _ = state.compareExchange(expected: .open, desired: .undone, ordering: .releasing)
    }
}
