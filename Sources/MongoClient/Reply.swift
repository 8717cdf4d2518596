import BSON
import CMongoC

/// What the server answered to a request, where the driver has put it.
///
/// Whoever asked reads it: the connection is free for the next request by then.
@safe
final class Reply: Sendable {
    // Nobody writes to the bytes, which are the reply's alone.
    nonisolated(unsafe) private let bytes: UnsafeBufferPointer<UInt8>

    /// Takes over a reply of the driver.
    init(owning reply: cmongoc_reply) {
        unsafe bytes = UnsafeBufferPointer(start: reply.bytes, count: Int(reply.length))
    }

    deinit {
        unsafe bson_free(UnsafeMutableRawPointer(mutating: bytes.baseAddress))
    }

    /// The reply's bytes.
    var span: Span<UInt8> {
        // They are freed with the reply, which the caller holds.
        @_lifetime(borrow self)
        get { unsafe _overrideLifetime(bytes.span, borrowing: self) }
    }

    /// Decodes the documents that a query found.
    ///
    /// - Returns: The documents, or `nil` if not all of them fitted into the reply; and
    ///   the server's number of its cursor, zero if there is none.
    /// - Throws: What `decode` throws, or `BSONError` if this is no answer to a query.
    func documents<Value>(
        _ decode: (inout BSONReader) throws -> Value
    ) throws -> (values: [Value]?, cursor: Int64) {
        var reader = BSONReader(span)
        guard var cursor = try reader.find("cursor"), var batch = try cursor.find("firstBatch")
        else { throw BSONError(.missing, path: "cursor.firstBatch") }
        let number = try cursor.require("id", as: Int64.self)
        guard number == 0 else { return (nil, number) }
        var values: [Value] = []
        while let element = try batch.next() {
            // Where the document lies is nothing to those who read it.
            var document = BSONReader(element.value.bytes)
            values.append(try decode(&document))
        }
        return (values, 0)
    }
}
