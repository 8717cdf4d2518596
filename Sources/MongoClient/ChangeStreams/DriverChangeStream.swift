import BSON
import CMongoC

/// Reads what the driver tells of changes.
///
/// It owns its `mongoc_change_stream_t`, which is destroyed on the queue of the
/// connection that holds it.
@safe
final class DriverChangeStream {
    private let handle: OpaquePointer
    private let arrivals: Arrivals

    init(owning handle: OpaquePointer, arrivals: Arrivals) {
        unsafe self.handle = handle
        self.arrivals = arrivals
    }

    deinit {
        unsafe mongoc_change_stream_destroy(handle)
    }

    /// Where to go on after what was read.
    var token: ResumeToken? {
        var start: UnsafePointer<UInt8>?
        var count = 0
        guard unsafe cmongoc_changes_token(handle, &start, &count) else { return nil }
        // The stream owns the token, and outlives this call.
        let bytes = unsafe UnsafeBufferPointer(start: start, count: count)
        return try? ResumeToken(BSONDocument(copying: unsafe bytes.span))
    }

    /// Decodes the changes that have arrived; where there are none, it asks the
    /// server, which waits for one, and returns none if none came.
    ///
    /// - Throws: ``MongoError``, or what `decode` throws.
    func next<Value>(
        _ operation: String, _ decode: (inout BSONReader) throws -> Value
    ) throws -> ChangeBatch<Value> {
        var batch = ChangeBatch<Value>()
        repeat {
            var start: UnsafePointer<UInt8>?
            var count = 0
            guard unsafe cmongoc_changes_next(handle, &start, &count) else {
                try checkFailure(operation)
                break
            }
            // The driver's buffer, which its next call overwrites.
            let bytes = unsafe UnsafeBufferPointer(start: start, count: count)
            var event = BSONReader(unsafe bytes.span)
            let token = try event.require("_id", as: ResumeToken.self)
            var reader = BSONReader(unsafe bytes.span)
            batch.changes.append((try decode(&reader), token))
        } while arrivals.readOne()
        batch.token = token
        batch.isLast = arrivals.isExhausted
        return batch
    }

    /// Reports why the stream could not be opened or go on.
    ///
    /// - Throws: ``MongoError`` if the server or the way to it failed.
    func checkFailure(_ operation: String) throws(MongoError) {
        var start: UnsafePointer<UInt8>?
        var count = 0
        var error = bson_error_t()
        guard unsafe cmongoc_changes_failure(handle, &start, &count, &error) else { return }
        // The stream owns the reply, and outlives this call.
        let reply = unsafe UnsafeBufferPointer(start: start, count: count)
        throw MongoError(error, reply: unsafe reply.span, operation: operation)
    }
}

/// What one visit to a connection's queue brought from a change stream.
struct ChangeBatch<Value: Sendable>: Sendable {
    /// Changes, and where to go on after each.
    var changes: [(value: Value, token: ResumeToken)] = []

    /// Where to go on after all of them.
    var token: ResumeToken?

    /// Whether the server has ended the stream.
    var isLast = false
}
