import BSON

/// What a transaction is to be like.
public struct TransactionSettings: Hashable, Sendable {
    /// How sure the server must be of what is read: `.snapshot` for one moment in
    /// all of it.
    public var readConcern: ReadConcern?

    /// How many servers must have the transaction before it counts as done.
    public var writeConcern: WriteConcern?

    /// Where to read; MongoDB allows the primary alone.
    public var readPreference: ReadPreference?

    /// How long the server may take to commit.
    public var maximumCommitTime: Duration?

    /// Creates settings; what is `nil` is as the session, or else the address, says.
    public init(
        readConcern: ReadConcern? = nil, writeConcern: WriteConcern? = nil,
        readPreference: ReadPreference? = nil, maximumCommitTime: Duration? = nil
    ) {
        self.readConcern = readConcern
        self.writeConcern = writeConcern
        self.readPreference = readPreference
        self.maximumCommitTime = maximumCommitTime
    }

    /// The settings as `CMongoC` takes them.
    var document: BSONDocument {
        var document = Terms(
            readConcern: readConcern, writeConcern: writeConcern, readPreference: readPreference
        ).document
        if let maximumCommitTime {
            document.append("maxCommitTimeMS", Int64(maximumCommitTime.milliseconds))
        }
        return document
    }
}
