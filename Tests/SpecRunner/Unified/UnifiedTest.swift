import BSON

/// A test of a file in the unified test format.
struct UnifiedTest: Sendable {
    let description: String
    let requirements: [Requirement]
    let skipReason: String?
    let operations: [BSONDocument]
    let events: [ExpectedEvents]
    let outcome: [CollectionData]

    /// Reads a test.
    ///
    /// Its operations are read when it is run, so that an unknown one fails this test
    /// and no other.
    ///
    /// - Throws: ``Failure`` if something of it is not understood.
    init(_ document: BSONDocument) throws {
        var fields = Arguments(document, of: "the test")
        description = try fields.required("description") { try $0.string($1) }
        requirements = try fields.documents("runOnRequirements")?.map(Requirement.init) ?? []
        skipReason = try fields.string("skipReason")
        operations = try fields.required("operations") { try $0.documents($1) }
        events = try fields.documents("expectEvents")?.map(ExpectedEvents.init) ?? []
        outcome = try fields.documents("outcome")?.map(CollectionData.init) ?? []
        try fields.finish()
    }
}
