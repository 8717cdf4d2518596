import BSON
import Synchronization

/// What the server has sent to a change stream and nobody has read yet.
///
/// The driver's stream does not tell where a batch of the server ends, and to ask it
/// for one change more than there are is to wait for the next one. Its events do.
final class Arrivals: Sendable {
    private struct State {
        var unread = 0
        var isClosed = false
    }

    private let state = Mutex(State())

    /// Whether the server has closed the cursor and everything is read.
    var isExhausted: Bool {
        state.withLock { $0.isClosed && $0.unread == 0 }
    }

    /// Takes notice of a reply, if it comes from a cursor.
    func receive(_ reply: borrowing Span<UInt8>) {
        var reply = BSONReader(copy reply)
        guard var cursor = try? reply.find("cursor"),
            let id = try? cursor.require("id", as: Int64.self),
            let batch = Self.count(&cursor, "nextBatch") ?? Self.count(&cursor, "firstBatch")
        else { return }
        state.withLock { state in
            state.unread += batch
            state.isClosed = id == 0
        }
    }

    /// Counts a change as read.
    ///
    /// - Returns: Whether another one is there.
    func readOne() -> Bool {
        state.withLock { state in
            state.unread = max(state.unread - 1, 0)
            return state.unread > 0
        }
    }

    private static func count(_ cursor: inout BSONReader, _ key: StaticString) -> Int? {
        guard var batch = try? cursor.find(key) else { return nil }
        var count = 0
        while case .some = try? batch.next() { count += 1 }
        return count
    }
}
