import DocumentMapper
import FoundationEssentials

/// Someone who writes here.
@Document("users")
struct User: Hashable {
    /// What a person may do.
    enum Role: String, BSONCodable, Sendable {
        /// Made at set-up; may also add people.
        case owner
        /// Writes posts and edits their own.
        case author
    }

    var id = ObjectID()
    /// Lowercase; the name in addresses and at sign-in.
    var username: String
    var displayName: String
    /// Argon2id in the PHC string format.
    var passwordHash: String
    var role: Role = .author
    /// Present on the owner alone.
    ///
    /// Its sparse unique index lets two set-ups at the same moment make one
    /// owner, not two.
    var ownsSite: Bool?
    @Key("created") var createdAt: Date = .now
}

extension User {
    static let indexes: [Index<User>] = [
        .unique(\.username),
        .on(unique: true, sparse: true) { $0.ownsSite },
    ]
}
