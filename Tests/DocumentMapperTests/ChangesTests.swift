import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

@Suite("Changes of documents", .database, .needsServer, .timeLimit(.minutes(5)))
struct ChangesTests {
    private typealias Changes<Model: Document> = ChangeStream<DocumentChange<Model>>

    private static func next<Model>(
        _ count: Int, of stream: Changes<Model>
    ) async throws -> [DocumentChange<Model>] {
        let iterator = stream.makeAsyncIterator()
        var changes: [DocumentChange<Model>] = []
        while changes.count < count, let change = try await iterator.next() {
            changes.append(change)
        }
        return changes
    }

    @Test func `changes are told as what they are to the model`() async throws {
        let articles = try Documents<Article>.forTest()
        let changes = try await articles.changes()
        var article = try await articles.insert(Article(title: "Ink", slug: "ink"))
        let inserted = article
        try await articles.update(article.id) { $0.title.set("Stone") }
        article = try await articles.get(article.id)
        article.slug = "stone"
        try await articles.collection.replaceOne(
            ["_id": .objectID(article.id)], BSONDocument(encoding: article))
        try await articles.delete(article.id)

        let kinds = try await Self.next(4, of: changes).map(\.kind)

        guard case .updated(article.id, let description, nil) = kinds[1] else {
            Issue.record("\(kinds[1])")
            return
        }
        #expect(kinds[0] == .inserted(inserted))
        #expect(description.updatedFields["title"] == "Stone")
        #expect(kinds[2] == .replaced(article))
        #expect(kinds[3] == .deleted(article.id))
    }

    @Test func `an update comes with the document if asked for`() async throws {
        let articles = try Documents<Article>.forTest()
        let article = try await articles.insert(Article(title: "Ink", slug: "ink"))
        let changes = try await articles.changes(
            options: ChangeStreamOptions(fullDocument: .updateLookup))
        try await articles.update(article.id) { $0.views.increment(by: 7) }

        let change = try #require(try await Self.next(1, of: changes).first)

        guard case .updated(_, _, let updated) = change.kind else {
            Issue.record("\(change.kind)")
            return
        }
        #expect(updated?.views == 7)
        #expect(updated?.snapshot.isStored == true)
    }

    @Test func `a loop over changes reads as a switch`() async throws {
        let posts = try Documents<Article>.forTest()
        let changes = try await posts.changes()
        let post = try await posts.insert(Article(title: "Ink", slug: "ink"))
        try await posts.delete(post.id)
        var titles: [Article.ID: String] = [:]
        var log: [Int] = []

        for try await change in changes {
            switch change.kind {
            case .inserted(let post), .replaced(let post): titles[post.id] = post.title
            case .updated(let id, _, _), .deleted(let id): titles[id] = nil
            case .invalidated, .other: break
            }
            log.append(titles.count)
            if log.count == 2 { break }
        }

        #expect(log == [1, 0])
    }

    /// Each change comes with the document as it left it, not as it is now.
    private static let images = ChangeStreamOptions(fullDocument: .required)

    private static func ticketsWithImages() async throws -> Documents<Ticket> {
        let tickets = try Documents<Ticket>.forTest()
        try await tickets.collection.database.run([
            "create": .string(tickets.collection.name),
            "changeStreamPreAndPostImages": ["enabled": true],
        ])
        return tickets
    }

    @Test func `a document that was deleted meanwhile has left`() async throws {
        let tickets = try Documents<Ticket>.forTest()
        let changes = try await tickets.changes()
        let ticket = try await tickets.insert(Ticket(title: "One"))
        #expect(try await Self.next(1, of: changes).map(\.kind.name) == ["inserted"])

        try await tickets.delete(ticket.id)

        #expect(try await Self.next(1, of: changes).map(\.kind) == [.deleted(ticket.id)])
    }

    @Test func `a document that is kept after its deletion leaves and comes back`() async throws {
        let tickets = try await Self.ticketsWithImages()
        let changes = try await tickets.changes(options: Self.images)
        let ticket = try await tickets.insert(Ticket(title: "One"))
        try await tickets.delete(ticket.id)
        // Of one that is deleted nothing is told.
        try await tickets.withDeleted.update(ticket.id) { $0.code.set(5) }
        try await tickets.restore(ticket.id)
        try await tickets.update(ticket.id) { $0.code.set(6) }

        let kinds = try await Self.next(4, of: changes).map(\.kind)

        #expect(kinds[0].name == "inserted")
        #expect(kinds[1] == .deleted(ticket.id))
        #expect(kinds[2].name == "inserted")
        #expect(kinds[3].name == "updated")
    }

    @Test func `what is deleted can be watched alone`() async throws {
        let tickets = try await Self.ticketsWithImages()
        let changes = try await tickets.onlyDeleted.changes(options: Self.images)
        let ticket = try await tickets.insert(Ticket(title: "One"))
        try await tickets.update(ticket.id) { $0.code.set(5) }
        try await tickets.delete(ticket.id)
        try await tickets.restore(ticket.id)
        try await tickets.delete(ticket.id)

        let kinds = try await Self.next(3, of: changes).map(\.kind)

        #expect(kinds.map(\.name) == ["inserted", "deleted", "inserted"])
    }

    @Test func `changes of other types in the collection are not told`() async throws {
        let photos = try Documents<Photo>.forTest()
        let videos = try Documents<Video>.forTest()
        let changes = try await photos.changes()
        let video = try await videos.insert(Video(length: 2))
        let photo = try await photos.insert(Photo(width: 1))
        try await videos.collection.updateOne(
            ["_id": .objectID(video.id)], ["$set": ["length": 3.0]])

        let first = try await Self.next(1, of: changes).map(\.kind.name)
        try await photos.delete(photo.id)

        #expect(first == ["inserted"])
        #expect(try await Self.next(1, of: changes).map(\.kind) == [.deleted(photo.id)])
    }

    @Test func `a token goes on where it was`() async throws {
        let articles = try Documents<Article>.forTest()
        let changes = try await articles.changes()
        let first = try await articles.insert(Article(title: "One", slug: "one"))
        let second = try await articles.insert(Article(title: "Two", slug: "two"))
        let change = try #require(try await Self.next(1, of: changes).first)
        #expect(change.kind == .inserted(first))
        #expect(change.clusterTime != nil)

        let rest = try await articles.changes(
            options: ChangeStreamOptions(resumeAfter: change.resumeToken))

        #expect(try await Self.next(1, of: rest).map(\.kind) == [.inserted(second)])
    }

    @Test func `a collection that is dropped ends its changes`() async throws {
        let articles = try Documents<Article>.forTest()
        _ = try await articles.insert(Article(title: "One", slug: "one"))
        let changes = try await articles.changes()
        try await articles.collection.drop()

        let kinds = try await Self.next(9, of: changes).map(\.kind)

        #expect(kinds == [.other(.drop), .invalidated])
    }

    @Test func `a document that is none of the model is an error`() async throws {
        let articles = try Documents<Article>.forTest()
        let changes = try await articles.changes()
        try await articles.collection.insert([["title": 5]])

        await #expect(throws: BSONError.self) { _ = try await Self.next(1, of: changes) }
    }
}

extension DocumentChange.Kind {
    fileprivate var name: String {
        switch self {
        case .inserted: "inserted"
        case .updated: "updated"
        case .replaced: "replaced"
        case .deleted: "deleted"
        case .invalidated: "invalidated"
        case .other: "other"
        }
    }
}
