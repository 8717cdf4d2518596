import BSON

/// A file in the unified test format.
struct UnifiedFile: Sendable {
    /// The newest version of the format that is understood.
    static let newestVersion = Version([1, 13])

    let description: String
    let version: Version
    let requirements: [Requirement]
    let entities: [BSONDocument]
    let initialData: [CollectionData]
    let tests: [UnifiedTest]

    /// Reads a file.
    ///
    /// - Throws: ``Failure`` if something of it is not understood.
    init(_ document: BSONDocument) throws {
        var fields = Arguments(document, of: "the file")
        description = try fields.required("description") { try $0.string($1) }
        version = try Version(fields.required("schemaVersion") { try $0.string($1) })
        requirements = try fields.documents("runOnRequirements")?.map(Requirement.init) ?? []
        entities = try fields.documents("createEntities") ?? []
        initialData = try fields.documents("initialData")?.map(CollectionData.init) ?? []
        tests = try fields.required("tests") { try $0.documents($1) }.map(UnifiedTest.init)
        _ = fields.value("_yamlAnchors")
        try fields.finish()
    }
}
