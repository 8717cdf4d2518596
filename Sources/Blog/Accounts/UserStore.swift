import DocumentMapper
import MongoClient
import RenderCache

/// Keeps the people who write here.
struct UserStore: Sendable {
    private let users: Documents<User>
    private let bylines: Remembered<User.ID, Byline>

    init(users: Documents<User>, feed: InvalidationFeed) {
        self.users = users
        bylines = Remembered(feed: feed) { .user($0) }
    }

    /// The person with a username, in any case of letters.
    ///
    /// - Throws: `MongoError`.
    func find(username: String) async throws -> User? {
        let username = username.lowercased()
        return try await users.find { $0.username == username }.first()
    }

    /// The person with an identifier.
    ///
    /// - Throws: `MongoError`.
    func find(id: User.ID) async throws -> User? {
        try await users.find(id: id)
    }

    /// Everyone, by username.
    ///
    /// - Throws: `MongoError`.
    func all() async throws -> [User] {
        try await users.find().sort { $0.username.ascending }.all()
    }

    /// Whose name stands over the posts of some people, in one query at most.
    ///
    /// - Throws: `MongoError`.
    func bylines(of authors: Set<User.ID>) async throws -> [User.ID: Byline] {
        try await bylines.values(for: authors) { [users] authors in
            let found = try await users.find { $0.id.in(Array(authors)) }.all()
            return Dictionary(found.map { ($0.id, Byline($0)) }) { first, _ in first }
        }
    }

    /// Stores another hash of a person's password.
    ///
    /// - Throws: `MongoError`.
    func setPasswordHash(_ hash: String, of id: User.ID) async throws {
        try await users.update(id) { $0.passwordHash.set(hash) }
    }

    /// Stores a new account.
    ///
    /// - Returns: Whether it was stored; not when the username is taken or the
    ///   site has an owner already.
    /// - Throws: `MongoError`.
    func add(_ user: User) async throws -> Bool {
        do {
            try await users.insert(user)
            return true
        } catch MongoError.Code.duplicateKey {
            return false
        }
    }
}
