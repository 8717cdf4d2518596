import DocumentMapper
import MongoClient

/// Keeps the people who write here.
struct UserStore: Sendable {
    let users: Documents<User>

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

    /// Whose name stands over each of some posts, in one query.
    ///
    /// - Throws: `MongoError`.
    func bylines(of posts: [Post]) async throws -> [User.ID: Byline] {
        let authors = Array(Set(posts.map(\.author)))
        guard !authors.isEmpty else { return [:] }
        let found = try await users.find { $0.id.in(authors) }.all()
        return Dictionary(found.map { ($0.id, Byline($0)) }) { first, _ in first }
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
