import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

@Suite("Finding", .database, .needsServer)
struct FindingTests {
    /// Stores novels of so many pages each, in order.
    private func novels(_ pages: Int...) async throws -> Documents<Novel> {
        try await .holding(pages.map { Novel(title: "\($0)", pages: $0) })
    }

    @Test func `documents are found by identifiers in their order, also missing ones`() async throws
    {
        let writers = try await Documents<Writer>.holding(
            ["a", "b", "c"].map { Writer(id: $0, name: $0.uppercased()) })

        let found = try await writers.find(ids: ["c", "x", "a", "c"])

        #expect(found.map { $0?.name } == ["C", nil, "A", "C"])
    }

    @Test func `no identifiers find nothing`() async throws {
        let found = try await Documents<Writer>.forTest().find(ids: [])

        #expect(found.isEmpty)
    }

    @Test func `a document that must be there is returned`() async throws {
        let writers = try await Documents<Writer>.holding([Writer(id: "a", name: "Ada")])

        #expect(try await writers.get("a").name == "Ada")
    }

    @Test func `a document that must be there and is not is an error`() async throws {
        let writers = try Documents<Writer>.forTest()

        let error = await #expect(throws: MongoError.self) { try await writers.get("secret") }

        #expect(error?.code == .notFound)
        #expect(error?.description.contains("writers") == true)
        #expect(error?.description.contains("secret") == false)
    }

    @Test func `the only document is returned`() async throws {
        let novels = try await novels(1, 2)

        #expect(try await novels.find { $0.pages > 1 }.one()?.pages == 2)
        #expect(try await novels.find { $0.pages > 2 }.one() == nil)
    }

    @Test func `several documents where there must be one are an error`() async throws {
        let novels = try await novels(1, 2)

        let error = await #expect(throws: MongoError.self) { try await novels.find().one() }

        #expect(error?.code == .severalFound)
    }

    @Test func `a query is narrowed further`() async throws {
        let novels = try await novels(1, 2, 3)

        let found = try await novels.find { $0.pages > 1 }.matching { $0.pages < 3 }.one()

        #expect(found?.pages == 2)
    }

    @Test func `a collection knows about how many documents it has`() async throws {
        #expect(try await Documents<Novel>.forTest().estimatedCount() == 0)
        #expect(try await novels(1, 2, 3).estimatedCount() == 3)
    }

    @Test func `the values of a field come each once`() async throws {
        let novels = try await Documents<Novel>.holding([
            Novel(
                title: "a", pages: 1, subjects: ["x", "y"], publisher: .init(name: "P", city: "C")),
            Novel(title: "b", pages: 1, subjects: ["y", "z"]),
            Novel(title: "c", pages: 2, publisher: .init(name: "P")),
        ])

        #expect(try await Set(novels.find().distinct { $0.pages }) == [1, 2])
        #expect(try await novels.find { $0.pages > 1 }.distinct { $0.pages } == [2])
        #expect(
            try await Set(novels.find().distinct { $0.subjects.anyElement }) == ["x", "y", "z"])
        #expect(try await novels.find().distinct { $0.publisher.city } == ["C"])
    }

    @Test func `documents are drawn at random, of those that meet the condition`() async throws {
        let novels = try await novels(1, 2, 3, 4, 5, 6)

        let drawn = try await novels.find { $0.pages > 3 }.sample(2).all()

        #expect(drawn.count == 2)
        #expect(drawn.allSatisfy { $0.pages > 3 })
    }

    @Test func `a drawn document can be saved`() async throws {
        let novels = try await novels(1)
        var drawn = try #require(try await novels.find().sample(1).first())

        drawn.title = "drawn"
        try await novels.save(&drawn)

        #expect(try await novels.find().one()?.title == "drawn")
    }

    @Test func `text is compared by the rules of a language`() async throws {
        let novels = try await Documents<Novel>.holding(
            ["v10", "V9", "ä", "z"].map { Novel(title: $0) })

        let found = novels.find { $0.title == "v9" }.collation(.ignoringCase)
        let sorted = novels.find().sort { $0.title.ascending }
            .collation(Collation("de", comparesNumbers: true))

        #expect(try await found.all().map(\.title) == ["V9"])
        #expect(try await found.count() == 1)
        #expect(try await sorted.all().map(\.title) == ["ä", "V9", "v10", "z"])
    }

    @Test func `a query that may not take long ends with an error`() async throws {
        let novels = try await novels(1)
        let slow = novels.find { _ in .raw(["$where": "function() { while (true) {} }"]) }
            .maximumTime(.milliseconds(5))

        let read = await #expect(throws: MongoError.self) { try await slow.all() }
        let counted = await #expect(throws: MongoError.self) {
            try await slow.distinct { $0.title }
        }

        #expect(read?.code == .maxTimeExpired)
        #expect(counted?.code == .maxTimeExpired)
    }

    @Test func `an index that is not there cannot be used`() async throws {
        let novels = try await novels(1)

        await #expect(throws: MongoError.self) {
            try await novels.find().hint(Novel.indexes[0]).all()
        }
    }

    @Test func `documents come as they are stored, or as a closure reads them`() async throws {
        let novels = try await novels(7)

        let raw = try await novels.find().raw().first()
        let pages = try await novels.find().decode { try $0.require("pages", as: Int.self) }.all()

        #expect(raw?["title"] == "7")
        #expect(pages == [7])
    }

    @Test func `documents come in batches`() async throws {
        let novels = try await novels(1, 2, 3, 4, 5)
        var batches: [[Int]] = []

        for try await batch in novels.find().sort({ $0.pages.ascending }).batchSize(2).batches() {
            batches.append(batch.map(\.pages))
        }

        #expect(batches.flatMap { $0 } == [1, 2, 3, 4, 5])
        #expect(batches.count > 1)
        #expect(batches.allSatisfy { !$0.isEmpty })
    }

    @Test func `a loop that is left early gives the connection back`() async throws {
        let novels = try await novels(1, 2, 3, 4, 5)

        // More loops than a pool has connections would wait for each other.
        for _ in 0..<200 {
            for try await novel in novels.find().batchSize(2) where novel.pages > 0 { break }
            for try await _ in novels.find().batchSize(2).batches() { break }
        }

        #expect(try await novels.find().count() == 5)
    }

    @MainActor
    @Test func `a loop stays on its actor`() async throws {
        let novels = try await novels(1, 2, 3)
        var iterator = novels.find().makeAsyncIterator()
        var count = 0

        while try await iterator.next() != nil {
            MainActor.assertIsolated()
            count += 1
        }

        #expect(count == 3)
    }

    @Test func `the plan names the index and what was looked at`() async throws {
        let novels = try await novels(1, 2, 3)
        try await novels.indexes.apply()

        let indexed = try await novels.find { $0.pages == 2 }.hint(Novel.indexes[0]).explain()
        let scanned = try await novels.find { $0.title == "2" }.explain()
        let piped = try await novels.find { $0.pages > 1 }.aggregate()
            .sortByCount { $0.title }.explain()

        #expect(indexed.indexes == [Novel.indexes[0].name])
        #expect(indexed.keysExamined == 1)
        #expect(indexed.returned == 1)
        #expect(scanned.stages.contains("COLLSCAN"))
        #expect(scanned.documentsExamined == 3)
        #expect(piped.indexes == [Novel.indexes[0].name])
    }

    @Test func `what is deleted and kept is found by no question`() async throws {
        let letters = try await Documents<Letter>.holding([Letter(id: 1), Letter(id: 2)])
        try await letters.delete(2)
        let ids = Set([1])

        #expect(try await Set(letters.find { $0.text == "text" }.all().map(\.id)) == ids)
        #expect(try await letters.find(ids: [2, 1]).map { $0?.id } == [nil, 1])
        #expect(try await letters.find().count() == 1)
        #expect(try await Set(letters.find().distinct { $0.id }) == ids)
        #expect(try await Set(letters.find().values { $0.id }.all()) == ids)
        #expect(try await Set(letters.find().sample(9).all().map(\.id)) == ids)
        #expect(try await Set(letters.find().page(size: 9).items.map(\.id)) == ids)
        #expect(try await letters.aggregate().count() == 1)
        await #expect(throws: MongoError.self) { try await letters.get(2) }
    }
}
