import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

@Suite("Projections", .database, .needsServer)
struct ProjectionTests {
    /// A part of a novel.
    @Embedded
    struct Card: Hashable {
        var title: String
        var publisher: Imprint?
    }

    /// A part of a part.
    @Embedded
    struct Imprint: Hashable {
        var city: String?
    }

    /// A part with what is computed.
    @Embedded
    struct Summary: Hashable {
        @Key("_id") var novel: ObjectID
        var title: String
        var shout: String
        var reviews: Int
        var isLong: Bool?
    }

    /// A text that was found, and how well.
    @Embedded
    struct Hit: Hashable {
        var title: String
        var score: Double
    }

    /// The title alone.
    @Embedded
    struct Title: Hashable {
        var title: String
    }

    /// A type with a property that no novel has.
    @Embedded
    struct Mistaken: Hashable {
        var titel: String?
    }

    static let novel = Novel(
        title: "Ink", pages: 300, reviews: [.init(by: "a"), .init(by: "b")],
        publisher: .init(name: "Press", city: "Basel"))

    @Test func `a part has the fields that it asks for`() async throws {
        let novels = try await Documents<Novel>.holding([Self.novel])

        let cards = try await novels.find().project(Card.self).all()

        #expect(cards == [Card(title: "Ink", publisher: Imprint(city: "Basel"))])
    }

    @Test func `only the fields of the part travel`() async throws {
        let novels = try await Documents<Novel>.holding([Self.novel])
        let keys = try await novels.find().aggregate().project(Card.self).raw().first()?.keys

        #expect(keys.map(Set.init) == ["title", "publisher"])
    }

    @Test func `a part has what is computed`() async throws {
        let novels = try await Documents<Novel>.holding([Self.novel])

        let summary = try await novels.find().project(Summary.self) { summary, novel in
            summary.shout = novel.title.uppercased() + "!"
            summary.reviews = novel.reviews.count
            summary.isLong = (novel.pages > 200).optional
        }.one()

        let expected = Summary(
            novel: Self.novel.id, title: "Ink", shout: "INK!", reviews: 2, isLong: true)
        #expect(summary == expected)
    }

    @Test(arguments: [(0, ""), (2, "墨水"), (9, "墨水 e\u{301}")])
    func `a part has the beginning of a text`(count: Int, beginning: String) async throws {
        let novels = try await Documents<Novel>.holding([Novel(title: "墨水 e\u{301}")])

        let titles = try await novels.find().project(Title.self) { title, novel in
            title.title = novel.title.prefix(count)
        }.all()

        #expect(titles == [Title(title: beginning)])
    }

    @Test func `a hit has its score`() async throws {
        let novels = try await Documents<Novel>.holding([Self.novel])
        try await novels.collection.createIndexes([["key": ["title": "text"], "name": "words"]])

        let hits = try await novels.find { _ in .search("ink") }
            .project(Hit.self) { hit, _ in hit.score = .textScore }
            .all()

        #expect(hits.map(\.title) == ["Ink"])
        #expect(try #require(hits.first).score > 0)
    }

    @Test func `a property that the model lacks is refused before anything is sent`() async throws {
        let novels = try Documents<Novel>.forTest()

        let error = await #expect(throws: BSONError.self) {
            try await novels.find().project(Mistaken.self).all()
        }

        #expect(error?.path == "titel")
        #expect(error?.description.contains("Novel") == true)
    }

    @Test func `the values of one field come alone`() async throws {
        let novels = try await Documents<Novel>.holding([Self.novel, Novel(title: "b")])
        let query = novels.find().sort { $0.pages.descending }

        #expect(try await query.values { $0.title }.all() == ["Ink", "b"])
        #expect(try await query.values { $0.publisher.city }.all() == ["Basel", nil])
        #expect(try await query.values { $0.id }.first() == Self.novel.id)
        #expect(try await query.limit(1).values { $0.pages }.one() == 300)
    }

    @Test func `a value that is not there is named`() async throws {
        let novels = try Documents<Novel>.forTest()
        try await novels.collection.insert([["_id": .objectID(ObjectID())]])

        let error = await #expect(throws: BSONError.self) {
            try await novels.find().values { $0.title }.all()
        }

        #expect(error == BSONError(.missing, path: "title"))
    }
}
