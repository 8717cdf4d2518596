import BSON
import CMongoC

extension Connection {
    /// Carries out a request and decodes the reply from the driver's buffer.
    ///
    /// - Throws: ``MongoError`` if the server or the way to it failed, or the reply
    ///   was not what `decode` expects.
    func perform<Value>(
        _ request: Request,
        decode: @Sendable (inout BSONReader) throws(BSONError) -> Value
    ) throws(MongoError) -> sending Value {
        let client = unsafe try connected(for: request)
        var reply = unsafe cmongoc_reply()
        var error = bson_error_t()
        let succeeded = unsafe Self.call(request, client, &reply, &error)
        defer { unsafe bson_free(reply.bytes) }
        // The reply is ours until it is freed, after the last use.
        let bytes = unsafe UnsafeBufferPointer(start: reply.bytes, count: Int(reply.length))
        guard succeeded else {
            throw MongoError(error, reply: unsafe bytes.span, operation: request.operation)
        }
        var reader = BSONReader(unsafe bytes.span)
        do throws(BSONError) {
            return try decode(&reader)
        } catch {
            throw MongoError(.invalidReply, "\(error)", operation: request.operation)
        }
    }

    private static func call(
        _ request: Request, _ client: OpaquePointer,
        _ reply: UnsafeMutablePointer<cmongoc_reply>, _ error: UnsafeMutablePointer<bson_error_t>
    ) -> Bool {
        let (database, collection) = (request.database, request.collection)
        return unsafe request.documents.withUnsafeBufferPointer { buffer in
            let documents = unsafe cmongoc_request(bytes: buffer.baseAddress, length: buffer.count)
            switch request.action {
            case .command:
                return unsafe cmongoc_command(client, database, documents, reply, error)
            case .insert:
                return unsafe cmongoc_insert(
                    client, database, collection, documents, reply, error)
            case .findOneAndUpdate, .findOneAndReplace, .findOneAndDelete:
                return unsafe cmongoc_find_and_modify(
                    client, database, collection,
                    mongoc_find_and_modify_flags_t(request.flags.rawValue), documents, reply,
                    error)
            case .updateOne, .updateMany, .replaceOne, .deleteOne, .deleteMany:
                return unsafe cmongoc_modify(
                    client, database, collection, request.action.write, documents, reply, error)
            case .find, .aggregate, .listIndexes:
                return false
            }
        }
    }
}

extension Request.Action {
    /// The driver's name of a write.
    fileprivate var write: cmongoc_write {
        switch self {
        case .updateMany: CMONGOC_UPDATE_MANY
        case .replaceOne: CMONGOC_REPLACE_ONE
        case .deleteOne: CMONGOC_DELETE_ONE
        case .deleteMany: CMONGOC_DELETE_MANY
        default: CMONGOC_UPDATE_ONE
        }
    }

    /// The driver's name of a query.
    var query: cmongoc_query {
        switch self {
        case .aggregate: CMONGOC_AGGREGATE
        case .listIndexes: CMONGOC_INDEXES
        default: CMONGOC_FIND
        }
    }
}
