import BSON
import CMongoC

extension Connection {
    /// Opens a change stream.
    ///
    /// - Returns: Its number, and the place where it begins.
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    func openChangeStream(
        _ request: Request, arrivals: Arrivals
    ) throws(MongoError) -> (number: Int, token: ResumeToken?) {
        var error = bson_error_t()
        let handle = unsafe try withSender(of: request) { sender, documents in
            unsafe cmongoc_watch(
                sender, request.watched, request.database, request.collection, documents, &error)
        }
        guard let handle = unsafe handle else {
            throw MongoError(error, reply: Span(), operation: request.operation)
        }
        let stream = unsafe DriverChangeStream(owning: handle, arrivals: arrivals)
        try stream.checkFailure(request.operation)
        return (keep(stream), stream.token)
    }

    /// Waits for changes, and closes the stream after the last or when anything
    /// fails.
    ///
    /// - Throws: ``MongoError``, or what `decode` throws.
    func nextChanges<Value: Sendable>(
        of number: Int, _ request: Request,
        decode: @Sendable (inout BSONReader) throws -> Value
    ) throws -> ChangeBatch<Value> {
        let stream = try cursor(number, of: request, as: DriverChangeStream.self)
        do {
            let batch = try request.bound { try stream.next(request.operation, decode) }
            if batch.isLast { closeCursor(number) }
            return batch
        } catch {
            closeCursor(number)
            throw error
        }
    }
}

extension Request {
    /// What a change stream is about.
    fileprivate var watched: cmongoc_watched {
        switch action {
        case .watchDeployment: CMONGOC_WATCH_DEPLOYMENT
        default: collection.isEmpty ? CMONGOC_WATCH_DATABASE : CMONGOC_WATCH_COLLECTION
        }
    }
}
