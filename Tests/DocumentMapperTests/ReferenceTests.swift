import BSON
import DocumentMapper
import MongoClient
import TestSupport
import Testing

/// Whom posts refer to.
@Document("essayists")
struct Essayist: Hashable {
    var id = ObjectID()
    var name: String

    static let deleteRules: [DeleteRule<Essayist>] = [
        .restrict(Essay.self, \.author),
        .nullify(Essay.self, \.editor),
        .pull(Essay.self, \.readers),
        .cascade(EssayDraft.self, \.owner),
    ]
}

/// What refers to writers, once, perhaps, and several times.
@Document("essays")
struct Essay: Hashable {
    var id = ObjectID()
    var author: Reference<Essayist>
    var editor: Reference<Essayist>?
    var readers: [Reference<Essayist>] = []
    var translator: DBReference<Essayist>?
}

/// What goes with its owner, and takes its own notes along.
@Document("essayDrafts")
struct EssayDraft: Hashable {
    var id = ObjectID()
    var owner: Reference<Essayist>

    static let deleteRules: [DeleteRule<EssayDraft>] = [.cascade(EssayNote.self, \.draft)]
}

/// What goes with its draft.
@Document("essayNotes")
struct EssayNote: Hashable {
    var id = ObjectID()
    var draft: Reference<EssayDraft>
}

@Suite("References", .database, .needsServer)
struct ReferenceTests {
    let writers: Documents<Essayist>
    let essays: Documents<Essay>

    init() throws {
        writers = try .forTest()
        essays = try .forTest()
    }

    @Test func `a reference is stored as the identifier`() async throws {
        let ada = try await writers.insert(Essayist(name: "Ada"))
        try await essays.insert(Essay(author: Reference(to: ada)))

        let stored = try await essays.collection.findOne([:])

        #expect(stored?["author"] == .objectID(ada.id))
    }

    @Test func `a DBRef is stored as collection and identifier`() async throws {
        let ada = try await writers.insert(Essayist(name: "Ada"))
        try await essays.insert(Essay(author: Reference(to: ada), translator: DBReference(to: ada)))

        let stored = try await essays.collection.findOne([:])
        let found = try await essays.find { $0.translator == DBReference(to: ada) }.first()

        #expect(stored?["translator"] == ["$ref": "essayists", "$id": .objectID(ada.id)])
        #expect(found?.translator?.id == ada.id)
    }

    @Test func `a reference reads a DBRef too`() async throws {
        let id = ObjectID()
        try await essays.collection.insert([
            ["_id": .objectID(ObjectID()), "author": ["$ref": "essayists", "$id": .objectID(id)]]
        ])

        let essay = try await essays.find().first()

        #expect(essay?.author.id == id)
    }

    @Test func `a DBRef into another collection is refused`() async throws {
        try await essays.collection.insert([
            ["author": ["$ref": "users", "$id": .objectID(ObjectID())]]
        ])

        let error = await #expect(throws: BSONError.self) { try await essays.find().first() }

        #expect(error?.path == "author.$ref")
    }

    @Test func `a page is resolved in order, with duplicates and gaps`() async throws {
        let ada = try await writers.insert(Essayist(name: "Ada"))
        let bob = try await writers.insert(Essayist(name: "Bob"))
        let gone = Reference<Essayist>(ObjectID())
        let page = [bob, ada, bob].map { Essay(author: Reference(to: $0)) } + [Essay(author: gone)]

        let authors = try await page.resolve(\.author, in: writers)

        #expect(authors.map { $0?.name } == ["Bob", "Ada", "Bob", nil])
    }

    @Test func `optional references and lists are resolved`() async throws {
        let ada = try await writers.insert(Essayist(name: "Ada"))
        let gone = Reference<Essayist>(ObjectID())
        let author = Reference(to: ada)
        let page = [
            Essay(author: author, editor: author, readers: [author, gone, author]),
            Essay(author: author),
        ]

        let editors = try await page.resolve(\.editor, in: writers)
        let readers = try await page.resolve(\.readers, in: writers)

        #expect(editors.map { $0?.name } == ["Ada", nil])
        #expect(readers.map { $0.map { $0?.name } } == [["Ada", nil, "Ada"], []])
    }

    @Test func `nothing to resolve asks nothing`() async throws {
        let authors = try await [Essay]().resolve(\.author, in: writers)

        #expect(authors.isEmpty)
    }
}
