import BSON

/// How many servers must have a write before it counts as done.
public struct WriteConcern: Hashable, Sendable {
    /// Who must have the write.
    public enum Acknowledgement: Hashable, Sendable {
        /// Most of the servers.
        case majority
        /// So many servers; with none, nobody learns of a failure.
        case servers(Int)
        /// The servers that a tag of the replica set's configuration names.
        case tag(String)
    }

    /// Who must have the write; `nil` leaves it to the server.
    public var acknowledgement: Acknowledgement?

    /// Whether the write must be in the journal.
    public var isJournaled: Bool?

    /// How long to wait for the servers; the write is not undone afterwards.
    public var timeout: Duration?

    /// Creates a concern.
    public init(
        _ acknowledgement: Acknowledgement? = nil, isJournaled: Bool? = nil,
        timeout: Duration? = nil
    ) {
        self.acknowledgement = acknowledgement
        self.isJournaled = isJournaled
        self.timeout = timeout
    }

    /// The server chooses, whatever the address or the client says.
    public static let serverDefault = WriteConcern()
    /// Most servers must have the write, so that no failover undoes it.
    public static let majority = WriteConcern(.majority)
    /// Nobody waits for an answer, and nobody learns of a failure.
    public static let unacknowledged = WriteConcern(.servers(0))

    /// The concern as the server takes it.
    var document: BSONDocument {
        var document = BSONDocument()
        switch acknowledgement {
        case .majority: document.append("w", "majority")
        case .servers(let count): document.append("w", Int32(clamping: count))
        case .tag(let name): document.append("w", name)
        case nil: break
        }
        if let isJournaled { document.append("j", isJournaled) }
        if let timeout { document.append("wtimeout", Int64(timeout.milliseconds)) }
        return document
    }
}
