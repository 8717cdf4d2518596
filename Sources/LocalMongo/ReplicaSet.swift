import BSON
import MongoClient

/// The replica set of one that a private mongod is, and its only user.
struct ReplicaSet: Sendable {
    static let name = "inkstone"
    private static let user = "inkstone"

    let port: Int
    let password: String

    /// What members of the set show each other, which also lets us in at first.
    let key: String

    /// Where a program finds the set, with the user's password.
    var uri: String {
        "mongodb://\(Self.user):\(password)@\(address)/inkstone"
            + "?authSource=admin&replicaSet=\(Self.name)"
    }

    private var address: String { "127.0.0.1:\(port)" }

    /// Makes the set and its user if they are missing, and waits for writes.
    ///
    /// Every step looks first, so a start that was cut short anywhere is completed
    /// by the next one. We come in as a member of the set does, for there may be no
    /// user yet; mongod's own way, to trust whoever on this machine comes first, is
    /// turned off. And we go straight to the server, which may not know itself by
    /// its present address yet.
    func prepare() async throws {
        let client = try await MongoClient(
            uri: "mongodb://__system:\(key)@\(address)/?authSource=local&directConnection=true")
        do {
            let admin = client.database("admin")
            try await establish(admin)
            try await waitForPrimary(admin)
            try await ensureUser(admin)
            await client.close()
        } catch {
            await client.close()
            throw error
        }
    }

    /// Makes the set, or tells it its address if the port is not that of last time.
    private func establish(_ admin: MongoDatabase) async throws {
        guard let old = try await configurationUnlessMade(admin) else { return }
        guard old["members"]?.array?.first?.document?["host"]?.string != address else { return }
        // By force: a set that does not find itself has no primary to ask.
        try await admin.run([
            "replSetReconfig": .document(moved(old)), "force": true,
        ])
    }

    /// Reads the set's configuration, or makes the set if there is none; then `nil`.
    private func configurationUnlessMade(_ admin: MongoDatabase) async throws -> BSONDocument? {
        let deadline = ContinuousClock.now + .seconds(30)
        var old = try await configuration(admin)
        while old == nil {
            if try await initiate(admin) { break }
            // Until it has read what is on the disk, a mongod denies that there is a set, and
            // that there is none.
            guard ContinuousClock.now < deadline else { throw NoPrimary() }
            try await Task.sleep(for: .milliseconds(20))
            old = try await configuration(admin)
        }
        return old
    }

    /// Makes the set.
    ///
    /// - Returns: Whether there was none.
    private func initiate(_ admin: MongoDatabase) async throws -> Bool {
        let new: BSONDocument = ["_id": .string(Self.name), "members": [member]]
        do {
            try await admin.run(["replSetInitiate": .document(new)])
            return true
        } catch Self.alreadyInitialized {
            return false
        }
    }

    /// Reads the set's configuration, `nil` if there is no set yet.
    private func configuration(_ admin: MongoDatabase) async throws -> BSONDocument? {
        do {
            return try await admin.run(["replSetGetConfig": 1])["config"]?.document
        } catch Self.notYetInitialized {
            return nil
        }
    }

    /// Returns a configuration with the present address, as its next version.
    private func moved(_ old: BSONDocument) throws -> BSONDocument {
        var config = BSONDocument()
        for (key, value) in old {
            switch key {
            case "version": try config.append(key: key, (value.int ?? 0) + 1)
            case "members": try config.append(key: key, BSONArray([member]))
            default: try config.append(key: key, value)
            }
        }
        return config
    }

    private func waitForPrimary(_ admin: MongoDatabase) async throws {
        let deadline = ContinuousClock.now + .seconds(30)
        while try await admin.run(["hello": 1])["isWritablePrimary"]?.bool != true {
            guard ContinuousClock.now < deadline else {
                throw NoPrimary()
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    private func ensureUser(_ admin: MongoDatabase) async throws {
        let reply = try await admin.run(["usersInfo": .string(Self.user)])
        guard reply["users"]?.array?.isEmpty != false else { return }
        // Whoever can read the password can read the data too: no smaller role
        // would protect anything.
        try await admin.run([
            "createUser": .string(Self.user), "pwd": .string(password), "roles": ["root"],
        ])
    }

    private var member: BSONValue { ["_id": 0, "host": .string(address)] }

    private static let alreadyInitialized = MongoError.Code(rawValue: 23)
    private static let notYetInitialized = MongoError.Code(rawValue: 94)
}

/// The server did not begin to take writes.
private struct NoPrimary: Error, CustomStringConvertible {
    let description = "it did not begin to take writes within 30 seconds"
}
