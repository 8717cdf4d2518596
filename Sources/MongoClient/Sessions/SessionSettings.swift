/// What a session is to be like.
public struct SessionSettings: Hashable, Sendable {
    /// What the reads of a session see.
    public enum Consistency: Hashable, Sendable {
        /// What the session itself has read and written before, whichever server answers.
        case causal
        /// One moment, that of the first read; such a session cannot write.
        case snapshot
        /// Whatever the server that answers has.
        case none
    }

    /// What the reads of the session see.
    public var consistency: Consistency

    /// What its transactions are like unless told otherwise.
    public var transaction: TransactionSettings

    /// Creates settings.
    public init(
        consistency: Consistency = .causal,
        transaction: TransactionSettings = TransactionSettings()
    ) {
        self.consistency = consistency
        self.transaction = transaction
    }

    /// Every read sees one moment, that of the first.
    public static let snapshot = SessionSettings(consistency: .snapshot)
}
