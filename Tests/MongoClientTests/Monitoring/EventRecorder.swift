import BSON
import MongoClient
import Synchronization
import TestSupport

/// Keeps the events of a client's commands.
final class EventRecorder: CommandListener {
    private let events = Mutex<[CommandEvent]>([])

    func receive(_ event: CommandEvent) {
        events.withLock { $0.append(event) }
    }

    /// Returns the events of a command, in order.
    func all(_ name: String) -> [CommandEvent] {
        events.withLock { $0.filter { $0.name == name } }
    }

    /// Runs `body` with a client that is heard, and closes it.
    static func listening<Value>(
        _ body: (MongoCollection, EventRecorder) async throws -> Value
    ) async throws -> Value {
        let recorder = EventRecorder()
        let client = try await TestServer.client(listener: recorder)
        let database = client.database(try TestDatabase.required().name)
        let result: Result<Value, any Error>
        do {
            result = .success(try await body(database.collection("things"), recorder))
        } catch {
            result = .failure(error)
        }
        await client.close()
        return try result.get()
    }
}
