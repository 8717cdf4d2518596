import BSON
import DocumentMapper
import MongoClient
import TestSupport
import Testing

/// A model whose first release had a `name`, and no slug.
@Document("recipes")
struct Recipe: Hashable {
    var id = ObjectID()
    var title: String
    var slug: String
    var servings = 1
    @Version var version = 0

    static func upgrade(_ stored: inout BSONDocument) {
        guard let name = stored["name"]?.string else { return }
        stored["name"] = nil
        stored["title"] = .string(name)
        stored["slug"] = .string(name.lowercased())
    }
}

@Suite("Upgrading documents", .database, .needsServer)
struct UpgradeTests {
    let recipes: Documents<Recipe>

    init() throws {
        recipes = try .forTest()
    }

    /// Stores a document as the first release did.
    private func storeOld(_ name: String) async throws {
        try await recipes.collection.insert([
            ["name": .string(name), "servings": 2, "origin": "Basel"]
        ])
    }

    @Test func `a document of an earlier release is read`() async throws {
        try await storeOld("Soup")

        let recipe = try await recipes.find().first()

        #expect(recipe?.title == "Soup")
        #expect(recipe?.slug == "soup")
        #expect(recipe?.servings == 2)
    }

    @Test func `the next save stores the upgrade and keeps what is unknown`() async throws {
        try await storeOld("Soup")
        var recipe = try #require(try await recipes.find().one())
        recipe.servings = 4

        try await recipes.save(&recipe)
        let stored = try #require(try await recipes.collection.findOne([:]))

        #expect(stored["name"] == nil)
        #expect(stored["title"] == "Soup")
        #expect(stored["slug"] == "soup")
        #expect(stored["servings"] == 4)
        #expect(stored["origin"] == "Basel")
    }

    @Test func `who saves second is told of a conflict`() async throws {
        try await storeOld("Soup")
        var first = try #require(try await recipes.find().first())
        var second = first

        try await recipes.save(&first)

        await #expect(throws: ConflictError<Recipe>.self) { try await recipes.save(&second) }
    }

    @Test func `what no upgrade mends is an error as before`() async throws {
        try await recipes.collection.insert([["title": "Soup"]])

        let error = await #expect(throws: BSONError.self) { try await recipes.find().first() }

        #expect(error?.path == "slug")
    }

    @Test func `all are upgraded at once by a migration`() async throws {
        for name in ["Soup", "Bread"] { try await storeOld(name) }
        try await recipes.insert(Recipe(title: "Tea", slug: "tea"))
        let migrations = Migrations(
            in: try TestDatabase.required(), [.upgrade(Recipe.self, "slugs")])

        let steps = try await migrations.rehearse()
        try await migrations.apply()
        let count = try await recipes.find { $0.slug.in(["soup", "bread", "tea"]) }.count()

        #expect(steps.map(\.changed) == [2])
        #expect(count == 3)
    }
}
