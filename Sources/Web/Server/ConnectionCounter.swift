import Synchronization

/// Counts the open connections of each address.
final class ConnectionCounter: Sendable {
    private let limit: Int
    private let counts = Mutex<[IPAddress: Int]>([:])

    init(limit: Int) {
        self.limit = limit
    }

    /// Counts a connection, unless its address has too many.
    func admit(_ address: IPAddress) -> Bool {
        counts.withLock { counts in
            let count = counts[address.block, default: 0]
            guard count < limit else { return false }
            counts[address.block] = count + 1
            return true
        }
    }

    /// Counts a connection that has closed.
    func release(_ address: IPAddress) {
        counts.withLock { counts in
            let count = counts[address.block, default: 0]
            counts[address.block] = count > 1 ? count - 1 : nil
        }
    }
}
