import BSON
import CMongoC

/// Walks the documents a query matched.
///
/// A cursor owns its `mongoc_cursor_t`, which is destroyed on the queue of the
/// connection that holds it.
@safe
final class Cursor {
    /// How many bytes of documents the server shall send at a time.
    ///
    /// It would send sixteen mebibytes, which are in memory twice while the driver reads
    /// them. With a quarter of that, a scan is as fast.
    private static let replySize = 4 << 20

    private let handle: OpaquePointer
    private let boundsReplies: Bool

    /// Takes over a cursor of the driver, which is told how many documents to ask for
    /// unless the caller has said it.
    init(owning handle: OpaquePointer, boundsReplies: Bool) {
        unsafe self.handle = handle
        self.boundsReplies = boundsReplies
    }

    deinit {
        unsafe mongoc_cursor_destroy(handle)
    }

    /// Whether the server has sent everything, though it may not be read yet.
    var isComplete: Bool { unsafe mongoc_cursor_get_id(handle) == 0 }

    /// Decodes the next document, or returns `nil` after the last.
    ///
    /// The reader looks straight at the driver's buffer, which the next call
    /// overwrites. It is non-escapable, so it cannot outlive `body`.
    func next<Value>(
        size: inout Int, _ body: (inout BSONReader) throws -> Value
    ) rethrows -> Value? {
        var start: UnsafePointer<UInt8>?
        var count = 0
        guard unsafe cmongoc_cursor_next(handle, &start, &count) else { return nil }
        size += count
        let bytes = unsafe UnsafeBufferPointer(start: start, count: count)
        var reader = BSONReader(unsafe bytes.span)
        return try body(&reader)
    }

    /// Asks for fewer documents at a time where they are large, going by those that were
    /// read.
    func boundReply(documents: Int, size: Int) {
        guard boundsReplies, documents > 0, !isComplete else { return }
        let count = max(Self.replySize / max(size / documents, 1), 1)
        unsafe mongoc_cursor_set_batch_size(handle, UInt32(clamping: count))
    }

    /// Reports why the last call of ``next(size:_:)`` returned `nil`, unless the
    /// documents had simply come to an end.
    ///
    /// - Throws: ``MongoError`` if the server or the way to it failed.
    func checkFailure(_ operation: String) throws(MongoError) {
        var start: UnsafePointer<UInt8>?
        var count = 0
        var error = bson_error_t()
        guard unsafe cmongoc_cursor_failure(handle, &start, &count, &error) else { return }
        // The cursor owns the reply, and outlives this call.
        let reply = unsafe UnsafeBufferPointer(start: start, count: count)
        throw MongoError(error, reply: unsafe reply.span, operation: operation)
    }
}
