import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

@Suite("Examples of modelling", .database, .needsServer)
struct ModellingExamples {
    @Test func `a document of many types is stored`() async throws {
        let profiles = try Documents<Profile>.forTest()
        let profile = Profile(
            page: URL(string: "https://example.org"), balance: 5, visits: [.sunday: 1])

        try await profiles.insert(profile)
        let found = try await profiles.find { $0.balance > 3 }.one()

        #expect(found == profile)
    }

    @Test func `own types, Codable ones and enums are fields`() async throws {
        let leaves = try Documents<Leaf>.forTest()
        let leaf = Leaf(
            pieces: [.paragraph(text: "Ink"), .line], price: Cent(bsonRepresentation: 5),
            shop: Shop(name: "Stone", since: Date(bsonMilliseconds: 0)))

        try await leaves.insert(leaf)

        let stored = try await leaves.find().raw().one()
        #expect(try await leaves.get(leaf.id) == leaf)
        #expect(stored?["pieces"] == [["_type": "paragraph", "text": "Ink"], ["_type": "line"]])
        #expect(stored?["price"] == 5)
    }

    @Test func `models share a collection`() async throws {
        let database = try TestDatabase.required()
        let cats = Documents<Cat>(in: database)
        let animals = Documents<Animal>(in: database)
        try await cats.insert(Cat())
        try await animals.insert(.dog(Dog(tricks: ["sit"])))

        let everyCat = try await cats.find().all()
        let everyAnimal = try await animals.find().all()

        #expect(everyCat.count == 1)
        #expect(everyAnimal.count == 2)
    }

    @Test func `a text in several languages`() async throws {
        let signs = try Documents<Sign>.forTest()
        let sign = Sign(title: ["en": "Ink", "de": "Tinte"])
        try await signs.insert(sign)

        let title = sign.title.value(in: ["de-CH", "fr"], fallback: ["en"])
        let found = try await signs.find { $0.title["de"] == "Tinte" }.one()
        try await signs.update(sign.id) { $0.title["fr"].set("Encre") }

        #expect(title == "Tinte")
        #expect(found == sign)
        #expect(try await signs.get(sign.id).title["fr"] == "Encre")
    }

    @Test func `indexes are planned and then made`() async throws {
        let posts = try Documents<Post>.forTest()

        let plan = try await posts.indexes.plan()
        try await posts.indexes.apply()

        #expect(plan.missing.count == 3)
        #expect(try await posts.indexes.plan().isEmpty)
    }

    @Test func `a document travels as Extended JSON`() throws {
        let sign = Sign(title: ["en": "Ink"])

        let text = try sign.extendedJSON(.canonical)
        let copy = try Sign(extendedJSON: text)

        #expect(copy == sign)
    }
}
