import CMongoC

extension Connection {
    /// Carries out a request that has one reply.
    ///
    /// - Throws: ``MongoError`` if the server or the way to it failed.
    func reply(to request: Request) throws(MongoError) -> Reply {
        var reply = unsafe cmongoc_reply()
        var error = bson_error_t()
        let succeeded = unsafe try withSender(of: request) { sender, documents in
            unsafe Self.call(request, sender, documents, &reply, &error)
        }
        let answer = unsafe Reply(owning: reply)
        guard succeeded else {
            throw MongoError(error, reply: answer.span, operation: request.operation)
        }
        return answer
    }

    /// Calls the driver on behalf of whoever sends a request.
    ///
    /// - Throws: ``MongoError`` if a name or the transaction's read preference is wrong,
    ///   the session has ended or the driver has no client left.
    func withSender<Value>(
        of request: Request, _ call: (cmongoc_sender, cmongoc_request) -> Value
    ) throws(MongoError) -> Value {
        try request.checkNames()
        if request.action.isReading { try checkPreference(of: request) }
        let client = unsafe try connected(request.operation)
        let session =
            request.session == nil ? nil : unsafe try requireSession(request.operation)
        return unsafe request.terms.bytes.withUnsafeBufferPointer { terms in
            unsafe request.documents.withUnsafeBufferPointer { documents in
                let sender = unsafe cmongoc_sender(
                    client: client, session: session,
                    terms: cmongoc_request(bytes: terms.baseAddress, length: terms.count))
                return request.bound {
                    unsafe call(
                        sender,
                        cmongoc_request(bytes: documents.baseAddress, length: documents.count))
                }
            }
        }
    }

    private static func call(
        _ request: Request, _ sender: cmongoc_sender, _ documents: cmongoc_request,
        _ reply: UnsafeMutablePointer<cmongoc_reply>, _ error: UnsafeMutablePointer<bson_error_t>
    ) -> Bool {
        let (database, collection) = (request.database, request.collection)
        switch request.action {
        case .command, .readCommand, .writeCommand:
            return unsafe cmongoc_command(
                sender, database, request.action.kind, documents, reply, error)
        case .find:
            return unsafe cmongoc_find(sender, database, collection, documents, reply, error)
        case .insert:
            return unsafe cmongoc_bulk(
                sender, database, collection, nil, documents, reply, error)
        case .bulkWrite:
            return unsafe cmongoc_bulk(
                sender, database, collection, request.writes, documents, reply, error)
        case .findOneAndUpdate, .findOneAndReplace, .findOneAndDelete:
            return unsafe cmongoc_find_and_modify(
                sender, database, collection,
                mongoc_find_and_modify_flags_t(request.flags.rawValue), documents, reply, error)
        case .updateOne, .updateMany, .replaceOne, .deleteOne, .deleteMany:
            return unsafe cmongoc_modify(
                sender, database, collection, request.action.write, documents, reply, error)
        case .aggregate, .listIndexes, .listCollections, .listDatabases, .watch,
            .watchDeployment:
            return false
        }
    }
}

extension Request.Action {
    /// The driver's name of a kind of command.
    fileprivate var kind: cmongoc_command_kind {
        switch self {
        case .readCommand: CMONGOC_READ_COMMAND
        case .writeCommand: CMONGOC_WRITE_COMMAND
        default: CMONGOC_PLAIN_COMMAND
        }
    }

    /// The driver's name of a write.
    var write: cmongoc_write {
        switch self {
        case .insert: CMONGOC_INSERT
        case .updateMany: CMONGOC_UPDATE_MANY
        case .replaceOne: CMONGOC_REPLACE_ONE
        case .deleteOne: CMONGOC_DELETE_ONE
        case .deleteMany: CMONGOC_DELETE_MANY
        default: CMONGOC_UPDATE_ONE
        }
    }
}

extension Request {
    /// The driver's name of the query.
    var query: cmongoc_query {
        switch action {
        case .aggregate:
            collection.isEmpty ? CMONGOC_AGGREGATE_DATABASE : CMONGOC_AGGREGATE
        case .listIndexes: CMONGOC_LIST_INDEXES
        case .listCollections: CMONGOC_LIST_COLLECTIONS
        case .listDatabases: CMONGOC_LIST_DATABASES
        default: CMONGOC_FIND
        }
    }
}
