public import FoundationEssentials

/// One of the places where somebody is signed in, for a list of them.
public struct SessionSummary: Hashable, Sendable {
    /// What names the session in a form that ends it.
    public let id: SessionID

    /// The browser and what it runs on, such as `Firefox on Linux`.
    public let browser: String

    /// The address from which it began.
    public let address: String?

    /// When the person signed in there.
    public let createdAt: Date

    /// When they last came from there, within some minutes.
    public let lastSeenAt: Date

    /// Whether they asked to stay signed in there.
    public let isRemembered: Bool

    /// Whether it is the one in which the list is read.
    public let isCurrent: Bool

    init(_ record: SessionRecord, isCurrent: Bool) {
        id = record.id
        browser = BrowserName.text(for: record.userAgent)
        address = record.address
        createdAt = record.createdAt
        lastSeenAt = record.lastSeenAt
        isRemembered = record.isRemembered
        self.isCurrent = isCurrent
    }
}
