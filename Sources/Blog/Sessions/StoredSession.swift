import DocumentMapper
import FoundationEssentials
import Web

/// A session as MongoDB keeps it.
@Document("sessions")
struct StoredSession: Hashable {
    /// A flash message that waits for the next page.
    @Embedded
    struct Message: Hashable {
        var text: String
        var category: String
    }

    /// The hash of the session's token, in hexadecimal: reading the database
    /// does not let anyone sign in.
    var id: String
    var owner: String?
    var values: [String: String] = [:]
    var flashes: [Message] = []
    @Key("remembered") var isRemembered = false
    @Key("created") var createdAt: Date
    @Key("lastSeen") var lastSeenAt: Date
    @Key("expires") var expiresAt: Date
    var userAgent: String?
    var address: String?
}

extension StoredSession {
    static let indexes: [Index<StoredSession>] = [
        .expiring { $0.expiresAt },
        .on { [$0.owner.ascending, $0.lastSeenAt.descending] },
    ]

    init(_ record: SessionRecord) {
        self.init(
            id: record.id.description, owner: record.owner, values: record.values,
            flashes: record.flashes.map(Message.init), isRemembered: record.isRemembered,
            createdAt: record.createdAt, lastSeenAt: record.lastSeenAt,
            expiresAt: record.expiresAt, userAgent: record.userAgent, address: record.address)
    }

    /// The session as `Web` works with it.
    func record(id: SessionID) -> SessionRecord {
        SessionRecord(
            id: id, owner: owner, values: values, flashes: flashes.map(Flash.init),
            isRemembered: isRemembered, createdAt: createdAt, lastSeenAt: lastSeenAt,
            expiresAt: expiresAt, userAgent: userAgent, address: address)
    }
}

extension StoredSession.Message {
    init(_ flash: Flash) {
        self.init(text: flash.text, category: flash.category.rawValue)
    }
}

extension Flash {
    init(_ message: StoredSession.Message) {
        self.init(text: message.text, category: FlashCategory(rawValue: message.category))
    }
}
