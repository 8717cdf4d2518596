import BSON
import MongoClient
import Synchronization

/// Everything that a test knows by name.
final class Entities: Sendable {
    private let entities = Mutex<[String: Entity]>([:])

    /// Keeps an entity.
    ///
    /// - Throws: ``Failure`` if there is one of this name.
    func add(_ name: String, _ entity: Entity) throws {
        try entities.withLock { entities in
            guard entities[name] == nil else { throw Failure("there are two entities \(name)") }
            entities[name] = entity
        }
    }

    /// Keeps a value, also in the place of another.
    func set(_ name: String, _ value: BSONValue) {
        entities.withLock { $0[name] = .value(value) }
    }

    /// Returns the entity of a name.
    ///
    /// - Throws: ``Failure`` if there is none.
    func entity(_ name: String) throws -> Entity {
        guard let entity = entities.withLock({ $0[name] }) else {
            throw Failure("there is no entity \(name)")
        }
        return entity
    }

    /// Returns the client of a name.
    ///
    /// - Throws: ``Failure`` if there is none.
    func client(_ name: String) throws -> ClientEntity {
        guard case .client(let client) = try entity(name) else {
            throw Failure("\(name) is no client")
        }
        return client
    }

    /// Returns the database of a name.
    ///
    /// - Throws: ``Failure`` if there is none.
    func database(_ name: String) throws -> MongoDatabase {
        guard case .database(let database) = try entity(name) else {
            throw Failure("\(name) is no database")
        }
        return database
    }

    /// Returns the session of a name.
    ///
    /// - Throws: ``Failure`` if there is none.
    func session(_ name: String) throws -> SessionEntity {
        guard case .session(let session) = try entity(name) else {
            throw Failure("\(name) is no session")
        }
        return session
    }

    /// Returns the thread of a name.
    ///
    /// - Throws: ``Failure`` if there is none.
    func thread(_ name: String) throws -> TestThread {
        guard case .thread(let thread) = try entity(name) else {
            throw Failure("\(name) is no thread")
        }
        return thread
    }

    /// Returns the value of a name, which may be a list of events.
    ///
    /// - Throws: ``Failure`` if there is none.
    func value(_ name: String) throws -> BSONValue {
        switch try entity(name) {
        case .value(let value): value
        case .events(let list): list.value
        default: throw Failure("\(name) is no value")
        }
    }

    /// Ends what holds a connection.
    ///
    /// - Returns: The clients, which can be closed now.
    func close() async -> [MongoClient] {
        let all = entities.withLock { entities in
            defer { entities = [:] }
            return Array(entities.values)
        }
        for case .cursor(let cursor) in all { await cursor.close() }
        for case .session(let entity) in all { await entity.session.end() }
        return all.compactMap { if case .client(let entity) = $0 { entity.client } else { nil } }
    }

    /// Compares values with what tests expect of them.
    var matcher: Matcher {
        Matcher(
            value: { try self.value($0) },
            session: { try self.session($0).session.id })
    }
}
