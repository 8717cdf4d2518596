import BSON
import CMongoC

/// Walks the documents a query matched.
///
/// A cursor owns its `mongoc_cursor_t`, which is destroyed on the queue of the
/// connection that holds it.
@safe
final class Cursor {
    private let handle: OpaquePointer

    init(owning handle: OpaquePointer) {
        unsafe self.handle = handle
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
