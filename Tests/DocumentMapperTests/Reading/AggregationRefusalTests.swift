import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

@Suite("Refused aggregations", .database, .needsServer)
struct AggregationRefusalTests {
    /// A writer with all novels.
    @Embedded
    struct Oeuvre: Hashable {
        var name: String
        var novels: [Novel]
    }

    @Test func `a collection of another database is out of reach, rather than mistaken`()
        async throws
    {
        let novels = try Documents<Novel>.forTest()
        let elsewhere = Documents<Novel>(
            in: try await TestServer.shared().database("elsewhere").collection("novels"))

        let union = await #expect(throws: MongoError.self) {
            try await novels.aggregate().union(elsewhere.aggregate()).all()
        }
        let lookup = await #expect(throws: MongoError.self) {
            try await Documents<Writer>.forTest().aggregate()
                .lookup(Oeuvre.self, elsewhere, on: { $0.id == $1.author }) { $0.novels }
                .all()
        }

        #expect(union?.code == .invalidRequest)
        #expect(lookup?.message.contains("elsewhere.novels") == true)
    }

    @Test func `a pipeline does not write over what a model promises unasked`() async throws {
        let letters = try await Documents<Letter>.holding([Letter(id: 1), Letter(id: 2)])
        let tickets = try Documents<Ticket>.forTest()

        let replaced = await #expect(throws: MongoError.self) {
            try await letters.find { $0.id == 1 }.aggregate().write(replacing: letters)
        }
        let merged = await #expect(throws: MongoError.self) {
            try await tickets.aggregate().merge(into: tickets)
        }
        try await letters.aggregate().merge(into: letters, whenMatched: .keepExisting)
        try await letters.find { $0.id == 1 }.aggregate().write(replacing: letters.collection)

        #expect(replaced?.code == .invalidRequest)
        #expect(merged?.message.contains("counts versions") == true)
        #expect(try await letters.find().values { $0.id }.all() == [1])
    }
}
