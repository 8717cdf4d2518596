import BSON

/// What is asked of the server: a name, a place and BSON documents in a row.
///
/// The documents are one run of bytes, in the order that the function of `CMongoC`
/// for the action expects.
struct Request: Sendable {
    /// The function of the driver that carries the request out.
    enum Action: String, Sendable {
        case command, readCommand, writeCommand, insert, bulkWrite
        case find, aggregate, listIndexes, listCollections, listDatabases
        case updateOne, updateMany, replaceOne, deleteOne, deleteMany
        case findOneAndUpdate, findOneAndReplace, findOneAndDelete
        case watch, watchDeployment

        /// Whether a read preference counts; of a command nothing is known.
        var isReading: Bool {
            switch self {
            case .command, .readCommand, .find, .aggregate, .listIndexes, .listCollections,
                .listDatabases, .watch, .watchDeployment:
                true
            default: false
            }
        }
    }

    let action: Action
    let database: String
    var collection = ""
    var documents: [UInt8] = []

    /// The session in which it is sent.
    var session: MongoSession?

    /// The terms on which it is sent.
    var terms = Terms()

    /// What each write of an ``Action/bulkWrite`` is.
    var writes: [UInt8] = []

    /// Whether the end of what there is now is not the end of the query.
    var isTailing = false

    /// Whether the answer to an ``Action/find`` should come in one message.
    var isBrief = false

    /// The options of ``Action/findOneAndUpdate`` and its like.
    var flags = FindAndModifyFlags()

    /// What the server has sent to a change stream.
    var arrivals: Arrivals?

    /// The name of the command, for actions that are one.
    var command: String?

    /// What the command is about, where that is not what its place says.
    var namespace: String?

    /// Which servers can answer a request: those who look for the same fail together.
    struct Servers: Hashable, Sendable {
        let isReading: Bool
        let preference: ReadPreference?

    }

    /// Which servers can answer.
    var servers: Servers {
        Servers(
            isReading: action.isReading, preference: action.isReading ? terms.readPreference : nil)
    }

    /// What to call the request in an error.
    var operation: String {
        let name = command ?? action.rawValue
        if let namespace { return "\(name) \(namespace)" }
        return collection.isEmpty ? "\(name) \(database)" : "\(name) \(database).\(collection)"
    }

    /// What decoding an answer threw, with the name of the request if it is an error of BSON.
    func named(in error: any Error) -> any Error {
        (error as? BSONError)?.during(operation) ?? error
    }

    /// Refuses names that C would cut short.
    ///
    /// - Throws: ``MongoError`` if a name contains a NUL.
    func checkNames() throws(MongoError) {
        guard !database.hasNUL, !collection.hasNUL else {
            throw MongoError(
                .invalidRequest, "A name contains a NUL.", operation: action.rawValue)
        }
    }
}

extension String {
    /// Whether C would take a part of it for the whole.
    fileprivate var hasNUL: Bool {
        let bytes = utf8Span.span
        for index in bytes.indices where bytes[index] == 0 { return true }
        return false
    }
}
