import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

@Suite("Aggregations", .database, .needsServer)
struct AggregationTests {
    /// What the novels of a writer come to.
    @Embedded
    struct Total: Hashable {
        var author: String
        var novels: Int
        var pages: Int
        var mean = 0.0
        var longest = 0
        var stars = 0.0
        var rating: Double?
        var titles: [String] = []
    }

    /// The novels of a year.
    @Embedded
    struct Yearly: Hashable {
        @Key("_id") var year: Int?
        var subjects: Set<String>
        var first: String
    }

    /// A novel and one of its subjects.
    @Embedded
    struct Filed: Hashable {
        var title: String
        var subject: String
    }

    /// A novel and who wrote it.
    @Embedded
    struct Byline: Hashable {
        var title: String
        var author: Writer?
    }

    /// A writer with all novels.
    @Embedded
    struct Oeuvre: Hashable {
        var name: String
        var novels: [Novel]
    }

    /// What is computed from a novel.
    @Embedded
    struct Computed: Hashable {
        var sum: Int
        var remainder: Int
        var half: Double
        var kind: String
        var city: String
        var year: Int?
        var month: Date?
        var best: Int?
        var isCraft: Bool
        var isOdd: Bool
    }

    static let shelf = [
        Novel(
            title: "a", author: "ada", pages: 100, rating: 4, subjects: ["craft", "ink"],
            printedAt: Date(timeIntervalSince1970: 86_400 * 400)),
        Novel(
            title: "b", author: "ada", pages: 300, subjects: ["ink"],
            printedAt: Date(timeIntervalSince1970: 86_400 * 500)),
        Novel(title: "c", author: "bob", pages: 50, ratings: [7, 9], publisher: .init(name: "P")),
    ]

    @Test func `documents are grouped by what they have in common`() async throws {
        let novels = try await Documents<Novel>.holding(Self.shelf)

        let totals = try await novels.aggregate()
            .sort { $0.title.ascending }
            .group(Total.self) { total, novel in
                total.author = .key(novel.author)
                total.novels = .count
                total.pages = .sum(novel.pages)
                total.mean = .average(novel.pages)
                total.longest = .max(novel.pages)
                total.rating = .average(novel.rating)
                total.stars = .sum(novel.rating)
                total.titles = .push(novel.title)
            }
            .sort { $0.pages.descending }
            .all()

        let ada = Total(
            author: "ada", novels: 2, pages: 400, mean: 200, longest: 300, stars: 4, rating: 4,
            titles: ["a", "b"])
        let bob = Total(author: "bob", novels: 1, pages: 50, mean: 50, longest: 50, titles: ["c"])
        #expect(totals == [ada, bob])
    }

    @Test func `a group has several accumulators, and a key under any name`() async throws {
        let novels = try await Documents<Novel>.holding(Self.shelf)

        let years = try await novels.find { $0.printedAt != nil }.sort { $0.pages.descending }
            .aggregate()
            .group(Yearly.self) { year, novel in
                year.year = .key(novel.printedAt.part(.year))
                year.subjects = .addToSet(novel.subjects.first ?? "none")
                year.first = .first(novel.title)
            }
            .all()

        #expect(years == [Yearly(year: 1971, subjects: ["craft", "ink"], first: "b")])
    }

    @Test func `without a key all documents are one group`() async throws {
        let novels = try await Documents<Novel>.holding(Self.shelf)

        let total = try await novels.aggregate().group(Total.self) { total, novel in
            total.author = .min(novel.author)
            total.novels = .count
            total.pages = .sum(novel.pages)
        }.one()

        #expect(total == Total(author: "ada", novels: 3, pages: 450))
    }

    @Test func `formulas compute what they say`() async throws {
        let novels = try await Documents<Novel>.holding(Self.shelf)

        let computed = try await novels.find { $0.title.in(["a", "c"]) }
            .sort { $0.title.ascending }
            .project(Computed.self) { out, novel in
                out.sum = novel.pages + novel.copies * 2 - 1
                out.remainder = novel.pages % 30
                out.half = (novel.pages.asDouble / 3).rounded(digits: 1)
                out.kind = .when(
                    novel.pages > 80 && !(novel.copies != 0), then: "long", else: "short")
                out.city = novel.publisher.city ?? "nowhere"
                out.year = novel.printedAt.part(.year)
                out.month = novel.printedAt.truncated(to: .month)
                out.best = novel.ratings.last
                out.isCraft = novel.subjects.contains("craft")
                out.isOdd = novel.title == "c" || novel.pages < 0
            }
            .all()

        let february = Date(timeIntervalSince1970: 86_400 * 396)
        let expected = [
            Computed(
                sum: 99, remainder: 10, half: 33.3, kind: "long", city: "nowhere", year: 1971,
                month: february, best: nil, isCraft: true, isOdd: false),
            Computed(
                sum: 49, remainder: 20, half: 16.7, kind: "short", city: "nowhere", year: nil,
                month: nil, best: 9, isCraft: false, isOdd: true),
        ]
        #expect(computed == expected)
    }

    @Test func `each element of an array becomes a row`() async throws {
        let novels = try await Documents<Novel>.holding(Self.shelf)

        let filed = novels.aggregate()
            .unwind(Filed.self, { $0.subjects }, as: { $0.subject })
        let counts = try await filed.sortByCount { $0.subject }.all()

        #expect(
            try await filed.match { $0.subject == "craft" }.all() == [
                Filed(title: "a", subject: "craft")
            ])
        #expect(counts.map(\.value) == ["ink", "craft"])
        #expect(counts.map(\.count) == [2, 1])
    }

    @Test func `documents of another collection are added, one or all`() async throws {
        let novels = try await Documents<Novel>.holding(Self.shelf)
        let writers = try await Documents<Writer>.holding([
            Writer(id: "ada", name: "Ada"), Writer(id: "cleo", name: "Cleo"),
        ])

        let bylines = try await novels.aggregate().sort { $0.title.ascending }
            .lookup(Byline.self, writers, on: { $0.author == $1.id }, as: { $0.author })
            .all()
        let oeuvres = try await writers.aggregate().sort { $0.name.ascending }
            .lookup(Oeuvre.self, novels, on: { $0.id == $1.author }, as: { $0.novels })
            .all()

        #expect(bylines.map { $0.author?.name } == ["Ada", "Ada", nil])
        #expect(oeuvres.map { Set($0.novels.map(\.title)) } == [["a", "b"], []])
    }

    @Test func `a listed value joins too`() async throws {
        let novels = try await Documents<Novel>.holding(Self.shelf)
        let writers = try await Documents<Writer>.holding([
            Writer(id: "ada", name: "Ada", languages: ["ink"]), Writer(id: "ink", name: "Ink"),
        ])

        let byElement = try await novels.find { $0.title == "b" }.aggregate()
            .lookup(
                Byline.self, writers, on: { $0.subjects.anyElement == $1.id }, as: { $0.author }
            )
            .one()
        let toElement = try await writers.find { $0.id == "ink" }.aggregate()
            .lookup(
                Fellow.self, writers, on: { $0.id == $1.languages.anyElement }, as: { $0.fellow }
            )
            .one()

        #expect(byElement?.author?.name == "Ink")
        #expect(toElement?.fellow?.name == "Ada")
    }

    /// A writer and another one.
    @Embedded
    struct Fellow: Hashable {
        var name: String
        var fellow: Writer?
    }

    @Test func `rows are skipped, limited, drawn and counted`() async throws {
        let novels = try await Documents<Novel>.holding(Self.shelf)
        let sorted = novels.aggregate().sort { [$0.author.descending, $0.pages.ascending] }

        #expect(try await sorted.skip(1).limit(1).all().map(\.title) == ["a"])
        #expect(try await sorted.limit(0).all().isEmpty)
        #expect(try await sorted.sample(2).all().count == 2)
        #expect(try await sorted.match { $0.pages > 60 }.count() == 2)
        #expect(try await novels.find().limit(2).aggregate().count() == 2)
        #expect(try await sorted.first()?.title == "c")
    }

    @Test func `a row becomes what it holds, and rows of pipelines are joined`() async throws {
        let novels = try await Documents<Novel>.holding(Self.shelf)

        let publishers = try await novels.aggregate().replaceRoot { $0.publisher }.all()
        let both = try await novels.find { $0.title == "a" }.aggregate()
            .union(novels.find { $0.title == "c" }.aggregate())
            .allowingDiskUse()
            .all()

        #expect(publishers == [Novel.Publisher(name: "P")])
        #expect(both.map(\.title) == ["a", "c"])
    }

    @Test func `a stage in MongoDB's own words stands among the others`() async throws {
        let novels = try await Documents<Novel>.holding(Self.shelf)

        let filed = try await novels.aggregate()
            .raw(["$set": ["subject": "$author"]], as: Filed.self)
            .sort { $0.title.descending }
            .raw(["$limit": 1])
            .all()

        #expect(filed == [Filed(title: "c", subject: "bob")])
    }

    @Test func `rows are stored, in place of others or among them`() async throws {
        let novels = try await Documents<Novel>.holding(Self.shelf)
        let copies = Documents<Novel>(in: try TestDatabase.collection("copies"))

        try await novels.find { $0.author == "ada" }.aggregate().write(replacing: copies)
        try await novels.aggregate()
            .set { row, novel in row.pages = novel.pages + 1 }
            .merge(into: copies, whenMatched: .keepExisting)

        let pages = try await copies.find().sort { $0.title.ascending }.values { $0.pages }.all()
        #expect(pages == [100, 300, 51])
    }

    @Test func `rows come in batches and as they are sent`() async throws {
        let novels = try await Documents<Novel>.holding(Self.shelf)
        var titles: [String] = []

        for try await batch in novels.aggregate().batches() { titles += batch.map(\.title) }
        for try await row in novels.aggregate() { titles.append(row.title) }
        let raw = try await novels.aggregate().project(ProjectionTests.Title.self).raw().first()

        #expect(titles.sorted() == ["a", "a", "b", "b", "c", "c"])
        #expect(raw?.keys == ["title"])
    }

    @Test func `a value that BSON cannot hold is refused by name`() async throws {
        let novels = try Documents<Novel>.forTest()

        let error = await #expect(throws: BSONError.self) {
            try await novels.aggregate()
                .match { $0.title.matches(BSONRegularExpression("a\0b")) }
                .all()
        }

        #expect(error == BSONError(.containsNUL, path: "title"))
    }
}
