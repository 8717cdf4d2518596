import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

@Suite("Summaries and distances", .database, .needsServer)
struct FacetTests {
    /// What several pipelines make of the same novels.
    @Embedded
    struct Overview: Hashable {
        var longest: [Novel]
        var authors: [Counted<String>]
        var untouched: [ProjectionTests.Title] = []
    }

    /// A novel, and how far away it is set.
    @Embedded
    struct Nearby: Hashable {
        var title: String
        var metres: Double
    }

    static let shelf = [
        Novel(title: "a", author: "ada", pages: 100),
        Novel(title: "b", author: "bob", pages: 300),
        Novel(title: "c", author: "ada", pages: 200),
    ]

    @Test func `each part sums up the same rows in its own way`() async throws {
        let novels = try await Documents<Novel>.holding(Self.shelf)

        let overview = try await novels.find { $0.pages > 100 }.aggregate()
            .facet(Overview.self) { overview, novels in
                overview.longest = novels.sort { $0.pages.descending }.limit(1)
                overview.authors = novels.sortByCount { $0.author }
            }
            .one()

        #expect(overview?.longest.map(\.title) == ["b"])
        #expect(overview.map { Set($0.authors.map(\.value)) } == ["ada", "bob"])
        #expect(overview?.untouched == [])
    }

    @Test func `a part of other rows is refused`() async throws {
        let novels = try Documents<Novel>.forTest()

        let error = await #expect(throws: MongoError.self) {
            try await novels.aggregate()
                .facet(Overview.self) { overview, _ in overview.longest = novels.aggregate() }
                .all()
        }

        #expect(error?.code == .invalidRequest)
    }

    @Test func `the nearest come first, with how far they are`() async throws {
        let novels = try Documents<Novel>.forTest()
        try await novels.collection.database.run([
            "createIndexes": .string(novels.collection.name),
            "indexes": [["key": ["place": "2dsphere"], "name": "place"]],
        ])
        let places = [("far", 10.0), ("near", 0.001), ("next", 0.002), ("other", 0.001)]
        try await novels.insert(
            contentsOf: places.map { title, longitude in
                var novel = Novel(title: title, author: title == "other" ? "bob" : "ada")
                novel.place = GeoPoint(longitude: longitude, latitude: 0)
                return novel
            })

        let found = try await novels.find { $0.author == "ada" }
            .aggregate(
                Nearby.self, near: GeoPoint(longitude: 0, latitude: 0), by: { $0.place },
                within: 10_000
            ) { $0.metres }
            .all()

        #expect(found.map(\.title) == ["near", "next"])
        #expect(found.map { Int($0.metres.rounded()) } == [111, 223])
    }

    @Test func `a pipeline is explained with the options of its query`() async throws {
        let novels = try await Documents<Novel>.holding(Self.shelf)

        let plan = try await novels.find { $0.author == "ADA" }.collation(.ignoringCase)
            .aggregate().explain()

        #expect(plan.returned == 2)
    }
}
