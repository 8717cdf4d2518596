import BSON
import MongoClient

/// The concerns and the preference that a test writes down.
struct TermsArguments {
    let readConcern: ReadConcern?
    let writeConcern: WriteConcern?
    let readPreference: ReadPreference?

    /// Takes them from the fields that they are among.
    ///
    /// - Throws: ``Failure`` if they are not understood.
    init(taking fields: inout Arguments) throws {
        readConcern = try fields.document("readConcern").map(Self.readConcern)
        writeConcern = try fields.document("writeConcern").map(Self.writeConcern)
        readPreference = try fields.document("readPreference").map(Self.readPreference)
    }

    /// Reads a document of them alone.
    ///
    /// - Throws: ``Failure`` if they are not understood.
    init(_ document: BSONDocument?) throws {
        var fields = Arguments(document ?? [:], of: "the options")
        try self.init(taking: &fields)
        try fields.finish()
    }

    func applied(to database: MongoDatabase) -> MongoDatabase {
        database.with(
            readConcern: readConcern, writeConcern: writeConcern, readPreference: readPreference)
    }

    func applied(to collection: MongoCollection) -> MongoCollection {
        collection.with(
            readConcern: readConcern, writeConcern: writeConcern, readPreference: readPreference)
    }

    private static func readConcern(_ document: BSONDocument) throws -> ReadConcern {
        var fields = Arguments(document, of: "readConcern")
        let level = try fields.string("level")
        try fields.finish()
        return level.map(ReadConcern.init) ?? .serverDefault
    }

    private static func writeConcern(_ document: BSONDocument) throws -> WriteConcern {
        var fields = Arguments(document, of: "writeConcern")
        let acknowledgement: WriteConcern.Acknowledgement? =
            switch fields.value("w") {
            case "majority": .majority
            case .string(let tag): .tag(tag)
            case let count?: try Self.servers(count)
            case nil: nil
            }
        let isJournaled = try fields.bool("journal") ?? fields.bool("j")
        let timeout = try fields.duration("wtimeoutMS") ?? fields.duration("wtimeout")
        try fields.finish()
        return WriteConcern(acknowledgement, isJournaled: isJournaled, timeout: timeout)
    }

    private static func servers(_ count: BSONValue) throws -> WriteConcern.Acknowledgement {
        guard let count = count.int else { throw Failure("w is \(count.words)") }
        return .servers(count)
    }

    private static func readPreference(_ document: BSONDocument) throws -> ReadPreference {
        var fields = Arguments(document, of: "readPreference")
        let name = try fields.required("mode") { try $0.string($1) }
        let tagSets = try fields.documents("tagSets") ?? []
        let staleness = try fields.int("maxStalenessSeconds").map(Duration.seconds)
        let isHedged = try fields.document("hedge").map { $0["enabled"]?.bool ?? true }
        try fields.finish()
        let mode = ReadPreference.Mode.allCases.first {
            $0.rawValue.lowercased() == name.lowercased()
        }
        guard let mode else { throw Failure("there is no read preference \(name)") }
        return ReadPreference(
            mode, tagSets: tagSets, maximumStaleness: staleness, isHedged: isHedged)
    }
}
