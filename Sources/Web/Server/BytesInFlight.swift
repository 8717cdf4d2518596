import Hummingbird
import Synchronization

/// Counts the bytes of bodies that are on their way, over all connections.
final class BytesInFlight: Sendable {
    private let limit: Int64
    private let count = Atomic<Int64>(0)

    init(limit: Int64) {
        self.limit = limit
    }

    /// Makes room for bytes that are to come.
    ///
    /// - Throws: `HTTPError(.serviceUnavailable)` if there is none now, and
    ///   `HTTPError(.contentTooLarge)` if there never is so much.
    func take(_ bytes: Int64) throws(HTTPError) {
        // Coming again later would not help.
        guard bytes <= limit else { throw HTTPError(.contentTooLarge) }
        let (_, sum) = count.add(bytes, ordering: .relaxed)
        if sum > limit {
            giveBack(bytes)
            throw HTTPError(.serviceUnavailable, headers: [.retryAfter: "10"])
        }
    }

    /// Gives the room back.
    func giveBack(_ bytes: Int64) {
        count.subtract(bytes, ordering: .relaxed)
    }
}
