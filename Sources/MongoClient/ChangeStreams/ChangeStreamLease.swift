import BSON

/// The time for which a change stream has a connection to itself.
///
/// It ends with the stream, and in any case with the lease, so that a stream that is
/// dropped frees its connection. While a broken stream waits to go on, it has none.
final class ChangeStreamLease<Value: Sendable> {
    /// What is watched, and how.
    struct Source: Sendable {
        let request: Request
        let pipeline: [UInt8]
        let options: ChangeStreamOptions
        let pool: ConnectionPool
        let decode: @Sendable (inout BSONReader) throws -> Value
    }

    /// How long to wait before a broken stream is opened again, which may fail at
    /// once.
    private static var pause: Duration { .milliseconds(100) }

    /// Where to go on after everything that was returned.
    private(set) var token: ResumeToken?

    /// Whether there is nothing more to come.
    private(set) var isFinished = false {
        didSet { if isFinished { permit = nil } }
    }

    private let source: Source
    private var request: Request
    private var hasDelivered = false

    /// The right to keep a connection; in a session the stream uses that one's.
    private var permit: StreamPermit?

    /// The connection and the number of the stream on it, while it is open.
    private var place: (connection: Connection, stream: Int)?

    init(_ source: Source) {
        self.source = source
        request = source.request
    }

    deinit { abandon() }

    /// Opens the stream where it was left.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    nonisolated(nonsending) func open() async throws(MongoError) {
        if permit == nil, request.session == nil {
            permit = try StreamPermit(of: source.pool, for: request.operation)
        }
        let options = source.options.resuming(at: token, hasDelivered: hasDelivered)
        let arrivals = Arrivals()
        request.arrivals = arrivals
        request.documents = source.pipeline + options.document.bytes
        let request = request
        let pool = source.pool
        let opened = try await pool.observed(request, as: "aggregate") { () throws(MongoError) in
            let connection = try await pool.borrow(for: request)
            do throws(MongoError) {
                let stream = try await connection.openChangeStream(request, arrivals: arrivals)
                return (connection: connection, stream: stream)
            } catch {
                pool.noteFailure(error, to: request.servers)
                pool.giveBack(connection, after: request)
                throw error
            }
        }
        place = (opened.connection, opened.stream.number)
        token = opened.stream.token ?? token
    }

    /// Waits for changes.
    ///
    /// - Returns: None if nothing has happened for a while, or after the last.
    /// - Throws: ``MongoError``, or what decoding throws; then the stream is closed.
    nonisolated(nonsending) func next() async throws -> [(value: Value, token: ResumeToken)] {
        var deadline: ContinuousClock.Instant?
        while !isFinished {
            do {
                try checkWelcome()
                if place == nil { try await open() }
                let batch = try await fetch()
                deadline = nil
                token = batch.token ?? token
                isFinished = batch.isLast
                if !batch.changes.isEmpty { hasDelivered = true }
                return batch.changes
            } catch {
                let end = deadline ?? .now + source.options.resumesWithin
                deadline = end
                guard error.endsNoChangeStream, .now < end else {
                    isFinished = true
                    throw error
                }
            }
            // A cancelled task goes on at once, and ends above.
            try? await Task.sleep(for: Self.pause)
        }
        return []
    }

    /// Waits for one batch, which is empty if nothing happened for a while.
    nonisolated(nonsending) private func fetch() async throws -> ChangeBatch<Value> {
        guard let (connection, stream) = place else { return ChangeBatch() }
        let (request, pool, decode) = (request, source.pool, source.decode)
        place = nil
        do {
            let batch = try await connection.nextChanges(of: stream, request, decode: decode)
            if batch.isLast {
                pool.giveBack(connection, after: request)
            } else {
                place = (connection, stream)
            }
            return batch
        } catch {
            pool.noteFailure(error, to: request.servers)
            pool.giveBack(connection, after: request)
            throw error
        }
    }

    /// Lets go of the stream if nobody wants it any more.
    private func checkWelcome() throws(MongoError) {
        let error: MongoError? =
            if Task.isCancelled {
                .cancelled(request.operation)
            } else if source.pool.isClosed {
                .closed.during(request.operation)
            } else {
                nil
            }
        guard let error else { return }
        abandon()
        throw error
    }

    private func abandon() {
        guard let (connection, stream) = place else { return }
        place = nil
        source.pool.abandon(stream, of: request, on: connection)
    }
}

extension Error {
    /// Whether a change stream may go on after the error, where it was.
    ///
    /// https://github.com/mongodb/specifications, change-streams, "Resumable Error". Beyond
    /// that, the driver has been seen to take a new session for an old cursor once it was
    /// connected again.
    fileprivate var endsNoChangeStream: Bool {
        guard let error = self as? MongoError, error.code != .closed else { return false }
        return error.isUnavailable
            || [.cursorNotFound, .cursorOfOtherSession].contains(error.code)
            || error.labels.contains("ResumableChangeStreamError")
    }
}
