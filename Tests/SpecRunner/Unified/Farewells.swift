import MongoClient
import Synchronization

/// Clients that are being closed while the next tests run.
///
/// The driver takes half a second to end the threads that watch the servers.
final class Farewells: Sendable {
    private let closing = Mutex<[Task<Void, Never>]>([])

    /// Closes clients, without waiting for them.
    func close(_ clients: [MongoClient]) {
        let tasks = clients.map { client in Task { await client.close() } }
        closing.withLock { $0 += tasks }
    }

    /// Waits until every client is closed.
    func wait() async {
        for task in closing.withLock(\.self) { await task.value }
    }
}
