import BSON
import DocumentMapper
import MongoClient
import TestSupport
import Testing

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
