/// How sure the server must be of what it returns.
public struct ReadConcern: RawRepresentable, Hashable, Sendable {
    /// The server's name of the level.
    public let rawValue: String

    /// Creates a level that has no name here.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The server chooses, whatever the address or the client says.
    public static let serverDefault = Self(rawValue: "")
    /// The newest this server has, which a failover may undo.
    public static let local = Self(rawValue: "local")
    /// As ``local``, though a sharded cluster may even return orphans.
    public static let available = Self(rawValue: "available")
    /// What a majority of the servers has, so that nothing undoes it.
    public static let majority = Self(rawValue: "majority")
    /// As ``majority``, and no older than any write that has succeeded before.
    public static let linearizable = Self(rawValue: "linearizable")
    /// One moment for all that is read in a transaction or a snapshot session.
    public static let snapshot = Self(rawValue: "snapshot")
}
