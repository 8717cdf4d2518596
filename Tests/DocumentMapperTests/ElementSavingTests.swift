import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

@Suite("Saving elements of arrays", .database, .needsServer)
struct ElementSavingTests {
    let tickets: Documents<Ticket>
    let id = ObjectID()

    init() throws {
        tickets = try .forTest()
    }

    /// A stored document whose elements hold fields that the model knows nothing of.
    private func load() async throws -> Ticket {
        try await tickets.collection.insert([
            [
                "_id": .objectID(id), "title": "t",
                "notes": [
                    ["text": "a", "by": 1], ["text": "b", "by": 2], ["text": "c", "by": 3],
                ],
                "seats": [["id": 1, "row": "A", "x": 1], ["id": 2, "row": "B", "x": 2]],
            ]
        ])
        return try #require(try await tickets.find(id: id))
    }

    private func stored(_ key: String) async throws -> BSONValue? {
        try await tickets.collection.findOne(["_id": .objectID(id)])?[key]
    }

    @Test func `a changed element keeps its unknown fields`() async throws {
        var ticket = try await load()

        ticket.notes[1].text = "B"
        try await tickets.save(&ticket)

        #expect(
            try await stored("notes") == [
                ["text": "a", "by": 1], ["text": "B", "by": 2], ["text": "c", "by": 3],
            ])
        ticket.notes[1].isDone = true
        try await tickets.save(&ticket)
        #expect(try await tickets.find(id: id)?.notes == ticket.notes)
    }

    @Test func `elements that stay keep their unknown fields when one is removed`() async throws {
        var ticket = try await load()

        ticket.notes.remove(at: 0)
        try await tickets.save(&ticket)

        #expect(try await stored("notes") == [["text": "b", "by": 2], ["text": "c", "by": 3]])
    }

    @Test func `elements that are moved take their unknown fields along`() async throws {
        var ticket = try await load()

        ticket.notes.swapAt(0, 2)
        try await tickets.save(&ticket)

        #expect(
            try await stored("notes") == [
                ["text": "c", "by": 3], ["text": "b", "by": 2], ["text": "a", "by": 1],
            ])
    }

    @Test func `a new element in another's place has none of its fields`() async throws {
        var ticket = try await load()

        ticket.notes[2] = .init(text: "new", isDone: true)
        try await tickets.save(&ticket)

        #expect(
            try await stored("notes")?.array?.last?.document == ["text": "new", "isDone": true])
    }

    @Test func `an element with an identifier is known wherever it goes`() async throws {
        var ticket = try await load()

        ticket.seats = [.init(id: 3, row: "C"), .init(id: 1, row: "Z")]
        try await tickets.save(&ticket)

        #expect(
            try await stored("seats") == [
                ["id": 3, "row": "C"], ["id": 1, "row": "Z", "x": 1],
            ])
    }

    @Test func `another element that was changed meanwhile is left as it is`() async throws {
        var ticket = try await load()
        for change: BSONDocument in [
            ["$set": ["notes.2.by": 9]], ["$push": ["notes": ["text": "d"]]],
        ] {
            try await tickets.collection.updateOne(["_id": .objectID(id)], change)
        }

        ticket.notes[0].isDone = true
        try await tickets.save(&ticket)

        #expect(
            try await stored("notes") == [
                ["text": "a", "by": 1, "isDone": true], ["text": "b", "by": 2],
                ["text": "c", "by": 9], ["text": "d"],
            ])
    }

    @Test("an element that is another meanwhile is a conflict", arguments: [true, false])
    func conflicts(isMoved: Bool) async throws {
        var ticket = try await load()
        let change: BSONDocument =
            isMoved ? ["$pop": ["notes": -1]] : ["$set": ["notes.1.by": 9]]
        try await tickets.collection.updateOne(["_id": .objectID(id)], change)
        let notes = try await stored("notes")

        ticket.notes[1].text = "B"

        await #expect(throws: ConflictError<Ticket>.self) { try await tickets.save(&ticket) }
        #expect(try await stored("notes") == notes)
    }

    @Test func `keys that no path can name are saved with their document`() async throws {
        let articles = try Documents<Article>.forTest()
        var article = Article(title: "a", slug: "b")
        article.scores = ["": 1, "a.b": 2, "$c": 3, "d": 4]
        article = try await articles.insert(article)

        for key in ["", "a.b", "$c", "d"] {
            article.scores[key] = 0
            try await articles.save(&article)
        }

        let found = try await articles.find(id: article.id)
        #expect(found == article)
        #expect(found?.scores == ["": 0, "a.b": 0, "$c": 0, "d": 0])
    }
}
