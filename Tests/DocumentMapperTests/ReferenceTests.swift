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

@Suite("Delete rules", .database, .needsServer)
struct DeleteRuleTests {
    let writers: Documents<Essayist>
    let essays: Documents<Essay>
    let drafts: Documents<EssayDraft>
    let notes: Documents<EssayNote>

    init() throws {
        writers = try .forTest()
        essays = try .forTest()
        drafts = try .forTest()
        notes = try .forTest()
    }

    @Test func `a document that others refer to stays, and says who`() async throws {
        let ada = try await writers.insert(Essayist(name: "Ada"))
        let draft = try await drafts.insert(EssayDraft(owner: Reference(to: ada)))
        try await essays.insert(Essay(author: Reference(to: ada)))

        let error = await #expect(throws: MongoError.self) { try await writers.delete(ada.id) }

        #expect(error?.code == .stillReferenced)
        #expect(error?.message.contains("essays.author") == true)
        #expect(try await writers.find(id: ada.id) == ada)
        #expect(try await drafts.find(id: draft.id) == draft)
    }

    @Test func `a reference becomes nil and leaves the lists`() async throws {
        let ada = try await writers.insert(Essayist(name: "Ada"))
        let bob = try await writers.insert(Essayist(name: "Bob"))
        let essay = try await essays.insert(
            Essay(
                author: Reference(to: bob), editor: Reference(to: ada),
                readers: [Reference(to: ada), Reference(to: bob), Reference(to: ada)]))

        try await writers.delete(ada.id)
        let left = try await essays.find(id: essay.id)

        #expect(left?.editor == nil)
        #expect(left?.readers == [Reference(to: bob)])
        #expect(try await writers.find(id: ada.id) == nil)
    }

    @Test func `what depends on a document goes with it, by its own rules`() async throws {
        let ada = try await writers.insert(Essayist(name: "Ada"))
        let bob = try await writers.insert(Essayist(name: "Bob"))
        let draft = try await drafts.insert(EssayDraft(owner: Reference(to: ada)))
        let kept = try await drafts.insert(EssayDraft(owner: Reference(to: bob)))
        try await notes.insert(EssayNote(draft: Reference(to: draft)))
        try await notes.insert(EssayNote(draft: Reference(to: kept)))

        try await writers.delete(ada.id)

        #expect(try await drafts.find().all() == [kept])
        #expect(try await notes.find().all().map(\.draft.id) == [kept.id])
    }

    @Test func `the rules hold for deletions by condition`() async throws {
        let ada = try await writers.insert(Essayist(name: "Ada"))
        try await drafts.insert(EssayDraft(owner: Reference(to: ada)))

        let count = try await writers.delete { $0.name == "Ada" }

        #expect(count == 1)
        #expect(try await drafts.find().count() == 0)
    }

    @Test(
        "the rules see a DBRef where an identifier is declared",
        arguments: [false, true])
    func dbRefs(namesDatabase: Bool) async throws {
        let ada = try await writers.insert(Essayist(name: "Ada"))
        let bob = try await writers.insert(Essayist(name: "Bob"))
        let database = namesDatabase ? essays.collection.database.name : nil
        let reference = try BSONValue(encoding: DBReference<Essayist>(ada.id, database: database))
        let other = try BSONValue(encoding: DBReference<Essayist>(bob.id, database: database))
        let id = ObjectID()
        try await essays.collection.insert([
            [
                "_id": .objectID(id), "author": .objectID(bob.id), "editor": reference,
                "readers": [reference, other, .objectID(ada.id)],
            ]
        ])
        try await drafts.collection.insert([["_id": .objectID(ObjectID()), "owner": reference]])

        try await writers.delete(ada.id)

        let left = try await essays.find(id: id)
        #expect(left?.editor == nil)
        #expect(left?.readers == [Reference(to: bob)])
        #expect(try await drafts.find().count() == 0)
    }

    @Test func `a document that a DBRef names stays`() async throws {
        let ada = try await writers.insert(Essayist(name: "Ada"))
        let reference = try BSONValue(encoding: DBReference<Essayist>(ada.id))
        try await essays.collection.insert([["author": reference]])

        let error = await #expect(throws: MongoError.self) { try await writers.delete(ada.id) }

        #expect(error?.code == .stillReferenced)
    }
}
