import BSON
import MongoClient

/// Makes what a test names in `createEntities`.
struct EntityBuilder {
    let entities: Entities
    let address: Address

    /// Makes an entity.
    ///
    /// - Throws: ``Failure`` if it is not understood, ``Skip`` if it is something that
    ///   the driver does not have.
    func build(_ document: BSONDocument) async throws {
        guard let (kind, value) = document.first(where: { _ in true }),
            document.keys.count == 1, let description = value.document
        else { throw Failure("\(document.words) is no entity") }
        try Limitation.entity(kind).check()
        var fields = Arguments(description, of: kind)
        let id = try fields.required("id") { try $0.string($1) }
        switch kind {
        case "client": try entities.add(id, .client(try await client(&fields)))
        case "database": try entities.add(id, .database(try database(&fields)))
        case "collection": try entities.add(id, .collection(try collection(&fields)))
        case "session": try entities.add(id, .session(try await session(&fields)))
        case "bucket": try entities.add(id, .bucket(try bucket(&fields)))
        case "thread": try entities.add(id, .thread(TestThread()))
        default: throw Failure("there is no kind of entity \(kind)")
        }
        try fields.finish()
    }

    private func client(_ fields: inout Arguments) async throws -> ClientEntity {
        let options = try fields.document("uriOptions") ?? [:]
        for option in options.keys { try Limitation.option(option).check() }
        _ = try fields.bool("useMultipleMongoses")
        let observed = try fields.strings("observeEvents") ?? []
        let lists = try fields.documents("storeEventsAsEntities")?.map(list) ?? []
        let log = EventLog(
            observed: observed,
            ignored: try fields.strings("ignoreCommandMonitoringEvents") ?? [],
            observesSensitive: try fields.bool("observeSensitiveCommands") ?? false,
            lists: lists)
        var settings = Self.settings
        settings.serverAPI = try fields.document("serverApi").map(Self.serverAPI)
        let client = try await MongoClient(
            uri: address.with(Self.impatience).with(options).uri, settings: settings,
            listener: log)
        return ClientEntity(client: client, log: log)
    }

    /// A server that a fail point made look broken says nothing new by itself, so it is
    /// asked often.
    private static let impatience: BSONDocument = ["heartbeatFrequencyMS": 500]

    /// Fail points make servers disappear for a moment, and sessions hold connections.
    private static var settings: MongoClient.Settings {
        var settings = MongoClient.Settings()
        settings.maximumConnections = 20
        settings.serverSelectionTimeout = .seconds(10)
        settings.waitQueueTimeout = .seconds(10)
        return settings
    }

    private static func serverAPI(_ document: BSONDocument) throws -> MongoClient.ServerAPI {
        var fields = Arguments(document, of: "serverApi")
        guard try fields.string("version") == "1" else {
            throw Failure("there is no such version of the stable API")
        }
        let api = MongoClient.ServerAPI(
            isStrict: try fields.bool("strict"),
            refusesDeprecated: try fields.bool("deprecationErrors"))
        try fields.finish()
        return api
    }

    private func list(_ document: BSONDocument) throws -> EventList {
        var fields = Arguments(document, of: "storeEventsAsEntities")
        let list = EventList(
            name: try fields.required("id") { try $0.string($1) },
            observed: try fields.required("events") { try $0.strings($1) })
        try fields.finish()
        try entities.add(list.name, .events(list))
        return list
    }

    private func database(_ fields: inout Arguments) throws -> MongoDatabase {
        let client = try entities.client(fields.required("client") { try $0.string($1) })
        let name = try fields.required("databaseName") { try $0.string($1) }
        let terms = try TermsArguments(fields.document("databaseOptions"))
        return terms.applied(to: client.client.database(name))
    }

    private func collection(_ fields: inout Arguments) throws -> MongoCollection {
        let database = try entities.database(fields.required("database") { try $0.string($1) })
        let name = try fields.required("collectionName") { try $0.string($1) }
        let terms = try TermsArguments(fields.document("collectionOptions"))
        return terms.applied(to: database.collection(name))
    }

    private func bucket(_ fields: inout Arguments) throws -> GridFSBucket {
        let database = try entities.database(fields.required("database") { try $0.string($1) })
        var options = Arguments(try fields.document("bucketOptions") ?? [:], of: "bucketOptions")
        let name = try options.string("bucketName") ?? "fs"
        let terms = try TermsArguments(taking: &options)
        try options.finish()
        return terms.applied(to: database).bucket(name)
    }

    private func session(_ fields: inout Arguments) async throws -> SessionEntity {
        let client = try entities.client(fields.required("client") { try $0.string($1) })
        let settings = try SessionSettings(fields.document("sessionOptions") ?? [:])
        return SessionEntity(
            session: try await client.client.startSession(settings), client: client)
    }
}
