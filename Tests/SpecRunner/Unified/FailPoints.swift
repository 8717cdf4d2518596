import BSON
import MongoClient
import Synchronization

/// The fail points that a test has set, which must be gone after it.
final class FailPoints: Sendable {
    private let active = Mutex<[(name: String, client: MongoClient)]>([])

    /// Sets a fail point.
    ///
    /// - Throws: `MongoError` if the server refused it.
    func set(_ command: BSONDocument, on client: MongoClient) async throws {
        let name = command["configureFailPoint"]?.string ?? ""
        active.withLock { $0.append((name, client)) }
        try await client.database("admin").run(command, readPreference: .primary)
    }

    /// Clears all fail points.
    func clear() async {
        let set = active.withLock { active in
            defer { active = [] }
            return active
        }
        for (name, client) in set {
            let command: BSONDocument = ["configureFailPoint": .string(name), "mode": "off"]
            // The first attempt may find the connection closed by the fail point.
            for _ in 0..<3 where await (try? client.database("admin").run(command)) != nil { break }
        }
    }
}
