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

    /// The number of the server's cursor, which has the documents that did not fit into
    /// the reply; zero if there is none.
    ///
    /// - Throws: `BSONError` if this is no answer to a query.
    func cursorNumber() throws(BSONError) -> Int64 {
        var reader = BSONReader(span)
        guard var cursor = try reader.find("cursor") else {
            throw BSONError(.missing, path: "cursor")
        }
        return try cursor.require("id", as: Int64.self)
    }

    /// Decodes the documents that a query found.
    ///
    /// - Throws: What `decode` throws, or `BSONError` if this is no answer to a query.
    func documents<Value>(_ decode: (inout BSONReader) throws -> Value) throws -> [Value] {
        var batch = try firstBatch()
        guard let first = try batch.next() else { return [] }
        var values = [try Self.decoded(first, decode)]
        values.reserveCapacity(batch.likelyCount)
        while let element = try batch.next() {
            values.append(try Self.decoded(element, decode))
        }
        return values
    }

    /// Decodes the first document that a query found; `nil` if there is none.
    ///
    /// - Throws: What `decode` throws, or `BSONError` if this is no answer to a query.
    func firstDocument<Value>(_ decode: (inout BSONReader) throws -> Value) throws -> Value? {
        var batch = try firstBatch()
        guard let first = try batch.next() else { return nil }
        return try Self.decoded(first, decode)
    }

    /// Decodes one of the documents.
    private static func decoded<Value>(
        _ element: borrowing BSONElement, _ decode: (inout BSONReader) throws -> Value
    ) throws -> Value {
        // Where the document lies is nothing to those who read it.
        var document = BSONReader(element.value.bytes)
        return try decode(&document)
    }

    @_lifetime(borrow self)
    private func firstBatch() throws(BSONError) -> BSONReader {
        var reader = BSONReader(span)
        guard var cursor = try reader.find("cursor"), let batch = try cursor.find("firstBatch")
        else { throw BSONError(.missing, path: "cursor.firstBatch") }
        return batch
    }
}
