import Synchronization

/// The right of a change stream to keep a connection for as long as it likes.
///
/// One connection is never given away like this: were streams to hold every one,
/// nothing else could run, the work that they wait for included.
final class StreamPermit: Sendable {
    private let pool: ConnectionPool

    /// Takes one of the rights; dropping it gives it back.
    ///
    /// - Throws: ``MongoError`` if no more than one connection is left.
    init(of pool: ConnectionPool, for operation: String) throws(MongoError) {
        let isGranted = pool.streams.withLock { streams in
            let isFree = streams < pool.maximumConnections - 1
            if isFree { streams += 1 }
            return isFree
        }
        guard isGranted else {
            throw MongoError(
                .poolTimedOut,
                "Change streams keep all \(pool.maximumConnections) connections but one; a "
                    + "client needs more connections than it has streams.",
                operation: operation)
        }
        self.pool = pool
    }

    deinit {
        pool.streams.withLock { $0 -= 1 }
    }
}
