import CMongoC

/// How far a session's transaction has come.
public enum TransactionState: Hashable, Sendable {
    /// There is none.
    case none
    /// It is started, but the server has not heard of it yet.
    case starting
    /// It has done something.
    case inProgress
    /// It is committed, or so it was asked.
    case committed
    /// It is undone.
    case aborted

    /// Reads the driver's name of the state.
    init(_ state: mongoc_transaction_state_t) {
        self =
            switch state {
            case MONGOC_TRANSACTION_STARTING: .starting
            case MONGOC_TRANSACTION_IN_PROGRESS: .inProgress
            case MONGOC_TRANSACTION_COMMITTED: .committed
            case MONGOC_TRANSACTION_ABORTED: .aborted
            default: .none
            }
    }

    /// Whether it can still be committed or aborted for the first time.
    var isOpen: Bool { self == .starting || self == .inProgress }
}
