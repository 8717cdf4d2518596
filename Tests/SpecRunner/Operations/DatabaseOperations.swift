import BSON
import MongoClient

/// What can be called on a database.
struct DatabaseOperations {
    private let database: MongoDatabase

    init(_ database: MongoDatabase, within session: MongoSession?) {
        self.database = session.map { database.within($0) } ?? database
    }

    private init(_ database: MongoDatabase) {
        self.database = database
    }

    /// Calls an operation.
    ///
    /// - Throws: `MongoError`, or ``Failure`` if there is no such operation.
    func perform(_ name: String, _ arguments: inout Arguments) async throws -> OperationResult {
        let terms = try TermsArguments(taking: &arguments)
        let operations = DatabaseOperations(terms.applied(to: database))
        return try await operations.call(name, terms, &arguments)
    }

    private func call(
        _ name: String, _ terms: TermsArguments, _ arguments: inout Arguments
    ) async throws -> OperationResult {
        switch name {
        case "runCommand": return try await run(terms, &arguments)
        case "aggregate":
            let pipeline = try arguments.required("pipeline") { try $0.documents($1) }
            let options = try AggregateOptions(taking: &arguments)
            try arguments.finish()
            return .documents(try await database.aggregate(pipeline, options: options).all())
        case "listCollections", "listCollectionObjects":
            return .documents(try await collections(&arguments))
        case "listCollectionNames":
            let names = try await collections(&arguments).compactMap { $0["name"] }
            return .value(.array(BSONArray(names)))
        case "createCollection":
            let name = try arguments.required("collection") { try $0.string($1) }
            let options = try CollectionOptions(taking: &arguments)
            try arguments.finish()
            try await database.createCollection(name, options: options)
        case "modifyCollection":
            let name = try arguments.required("collection") { try $0.string($1) }
            try await database.modifyCollection(name, arguments.rest())
        case "dropCollection":
            let name = try arguments.required("collection") { try $0.string($1) }
            try arguments.finish()
            try await database.collection(name).drop()
        case "drop":
            try arguments.finish()
            try await database.drop()
        case "createChangeStream":
            return try await StreamCursor.open(&arguments) { pipeline, options, decode in
                try await database.watch(pipeline, options: options, decode: decode)
            }
        default: throw Failure("a database has no operation \(name)")
        }
        return .nothing
    }

    private func run(
        _ terms: TermsArguments, _ arguments: inout Arguments
    ) async throws -> OperationResult {
        let command = try arguments.required("command") { try $0.document($1) }
        _ = try arguments.string("commandName")
        try arguments.finish()
        let reply = try await database.run(command, readPreference: terms.readPreference)
        return .value(.document(reply))
    }

    private func collections(_ arguments: inout Arguments) async throws -> [BSONDocument] {
        let filter = try arguments.document("filter") ?? [:]
        let options = try arguments.rest()
        return try await database.listCollections(filter, options: options).all()
    }
}
