public import FoundationEssentials

/// What a store keeps of a session.
public struct SessionRecord: Hashable, Sendable {
    /// The session's name in the store.
    public let id: SessionID

    /// Who is signed in, in the application's own words.
    public var owner: String?

    /// What the application remembers about the visitor.
    public var values: [String: String]

    /// Messages that wait for the next page, oldest first.
    public var flashes: [Flash]

    /// Whether the visitor asked to stay signed in when the browser is closed.
    public var isRemembered: Bool

    /// When the visitor signed in, or first had something to remember.
    public var createdAt: Date

    /// When the visitor last came, within some minutes.
    public var lastSeenAt: Date

    /// When the session ends, and a store may delete it.
    ///
    /// It is some time after the last visit, and at the latest some time after the
    /// session began.
    public var expiresAt: Date

    /// The browser, for a list of one's sessions.
    public var userAgent: String?

    /// The address, for a list of one's sessions.
    public var address: String?

    /// Takes what a store kept.
    public init(
        id: SessionID,
        owner: String?,
        values: [String: String],
        flashes: [Flash],
        isRemembered: Bool,
        createdAt: Date,
        lastSeenAt: Date,
        expiresAt: Date,
        userAgent: String?,
        address: String?
    ) {
        self.id = id
        self.owner = owner
        self.values = values
        self.flashes = flashes
        self.isRemembered = isRemembered
        self.createdAt = createdAt
        self.lastSeenAt = lastSeenAt
        self.expiresAt = expiresAt
        self.userAgent = userAgent
        self.address = address
    }
}
