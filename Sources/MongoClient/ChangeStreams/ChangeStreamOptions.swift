public import BSON

/// Where a change stream begins and what it tells of each change.
///
/// Of ``resumeAfter``, ``startAfter`` and ``startAtOperationTime`` the server takes
/// one at most; without any, the stream begins now. Expanded events are missing: the
/// driver (1.23.1) cannot ask for them.
public struct ChangeStreamOptions: Hashable, Sendable {
    /// Whether an update comes with the document as it is afterwards.
    public var fullDocument: FullDocument?

    /// Whether a change comes with the document as it was before.
    ///
    /// The collection must keep such images: its option
    /// `changeStreamPreAndPostImages`.
    public var fullDocumentBeforeChange: FullDocumentBeforeChange?

    /// Goes on after a change, as another stream has told of it.
    public var resumeAfter: ResumeToken?

    /// Goes on after a change, even one that ended its stream, such as a drop.
    public var startAfter: ResumeToken?

    /// Goes on at a time of the server.
    public var startAtOperationTime: BSONTimestamp?

    /// How many changes the server sends at once; it chooses well itself.
    public var batchSize: Int?

    /// How long the server waits for a change before it says that there is none.
    ///
    /// It is also how long a cancelled task waits. The client's socket timeout must
    /// be longer. With `nil` the server waits for a second.
    public var maximumAwaitTime: Duration? = .milliseconds(500)

    /// The language whose rules compare text.
    public var collation: BSONDocument?

    /// What the server's log says of the stream.
    public var comment: BSONValue?

    /// For how long a stream that is broken off, as by a failover, tries to go on
    /// where it was; zero leaves it at the driver's one attempt.
    ///
    /// The driver gives up as soon as no server can be reached for the client's
    /// server selection timeout, while an election may take longer.
    public var resumesWithin: Duration = .seconds(60)

    /// Creates options, to be changed one by one.
    public init(
        fullDocument: FullDocument? = nil,
        fullDocumentBeforeChange: FullDocumentBeforeChange? = nil,
        resumeAfter: ResumeToken? = nil
    ) {
        self.fullDocument = fullDocument
        self.fullDocumentBeforeChange = fullDocumentBeforeChange
        self.resumeAfter = resumeAfter
    }

    /// The options as the driver takes them.
    var document: BSONDocument {
        var document = BSONDocument()
        if let fullDocument { document.append("fullDocument", fullDocument.rawValue) }
        if let fullDocumentBeforeChange {
            document.append("fullDocumentBeforeChange", fullDocumentBeforeChange.rawValue)
        }
        if let resumeAfter { document.append("resumeAfter", resumeAfter) }
        if let startAfter { document.append("startAfter", startAfter) }
        if let startAtOperationTime {
            document.append("startAtOperationTime", startAtOperationTime)
        }
        if let batchSize { document.append("batchSize", Int32(clamping: batchSize)) }
        if let maximumAwaitTime {
            document.append("maxAwaitTimeMS", Int64(maximumAwaitTime.milliseconds))
        }
        if let collation { document.append("collation", collation) }
        if let comment { document.append("comment", comment) }
        return document
    }

    /// The same options for a stream that goes on at a place.
    func resuming(at token: ResumeToken?, hasDelivered: Bool) -> ChangeStreamOptions {
        guard let token else { return self }
        var options = self
        // What ended another stream can only be passed by starting after it.
        let startsAfter = startAfter != nil && !hasDelivered
        options.startAfter = startsAfter ? token : nil
        options.resumeAfter = startsAfter ? nil : token
        options.startAtOperationTime = nil
        return options
    }
}
