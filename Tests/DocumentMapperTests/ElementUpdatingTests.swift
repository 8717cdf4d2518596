import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

@Suite("Updating elements of arrays", .database, .needsServer)
struct ElementUpdatingTests {
    let tickets: Documents<Ticket>
    let ticket: Ticket

    init() async throws {
        tickets = try .forTest()
        ticket = Ticket(
            title: "t", seats: [.init(id: 1, row: "A"), .init(id: 2, row: "B")],
            notes: [
                .init(text: "a", place: Place(city: "Basel")), .init(text: "b", isDone: true),
                .init(text: "c"),
            ],
            scores: [1, 5, 9])
    }

    /// The document after some changes.
    private func updated(
        @UpdateBuilder<Ticket> _ changes: (Ticket.Fields) -> [Change<Ticket>]
    ) async throws -> Ticket {
        let id = try await tickets.insert(ticket).id
        try await tickets.update(id, changes)
        return try #require(try await tickets.find(id: id))
    }

    @Test func `every element`() async throws {
        let found = try await updated {
            $0.notes.each.isDone.set(true)
            $0.scores.each.increment(by: 2)
        }

        #expect(found.notes.map(\.isDone) == [true, true, true])
        #expect(found.scores == [3, 7, 11])
    }

    @Test func `the elements that meet a condition`() async throws {
        let found = try await updated {
            $0.notes.each { $0.text == "a" || $0.isDone == true }.text.set("z")
            $0.scores.each { $0 > 1 && $0 < 9 }.set(0)
            $0.seats.each { $0.id == 2 }.row.set("Y")
        }

        #expect(found.notes.map(\.text) == ["z", "z", "c"])
        #expect(found.scores == [1, 0, 9])
        #expect(found.seats.map(\.row) == ["A", "Y"])
    }

    @Test func `an optional struct of an element is changed where there is one`() async throws {
        let found = try await updated { $0.notes.each.place.city.set("Bern") }

        #expect(found.notes.map { $0.place?.city } == ["Bern", nil, nil])
    }

    @Test func `the element that was matched`() async throws {
        let id = try await tickets.insert(ticket).id

        try await tickets.update(where: { $0.scores.anyElement == 5 }) {
            $0.scores.matched.set(50)
        }

        #expect(try await tickets.find(id: id)?.scores == [1, 50, 9])
    }

    @Test func `elements are removed by condition and from the ends`() async throws {
        let found = try await updated {
            $0.scores.pull { $0 >= 5 && $0 < 9 }
            $0.notes.pull { $0.isDone == true || $0.text == "c" }
            $0.seats.popFirst()
        }

        #expect(found.scores == [1, 9])
        #expect(found.notes.map(\.text) == ["a"])
        #expect(found.seats.map(\.id) == [2])
    }

    @Test func `elements are added at a place, in order, up to a number`() async throws {
        let found = try await updated {
            $0.scores.push(contentsOf: [7, 0], at: 0, sorted: .descending, keeping: .first(3))
            $0.seats.push(
                contentsOf: [.init(id: 3, row: "C")], sortedBy: { [$0.row.descending] },
                keeping: .last(2))
            $0.notes.push(contentsOf: [.init(text: "first")], at: 0)
        }

        #expect(found.scores == [9, 7, 5])
        #expect(found.seats.map(\.row) == ["B", "A"])
        #expect(found.notes.first?.text == "first")
    }

    @Test func `a value that looks like an operator stays a value`() async throws {
        let found = try await updated {
            $0.notes.each { $0.text == "$where" }.text.set("no")
            $0.seats.push(.init(id: 3, row: "$each"))
            $0.title.set("$slug")
        }

        #expect(found.notes.map(\.text) == ["a", "b", "c"])
        #expect(found.seats.last?.row == "$each")
        #expect(found.title == "$slug")
    }

    @Test func `a document without the struct that a change is within is left alone`() async throws
    {
        let articles = try Documents<Article>.forTest()
        let with = Article(title: "a", slug: "a", place: Place(city: "Basel", zip: "4051"))
        let without = Article(title: "b", slug: "b")
        try await articles.insert(contentsOf: [with, without])

        let some = try await articles.updateAll { $0.place.city.set("Bern") }
        let isFound = try await articles.update(without.id) { $0.place.zip.set("3000") }

        #expect(some == 1)
        #expect(!isFound)
        #expect(try await articles.find(id: with.id)?.place?.city == "Bern")
        #expect(try await articles.find(id: without.id) == without)
    }

    @Test func `a version that is null is counted from zero`() async throws {
        let ids = [ObjectID(), ObjectID()]
        try await tickets.collection.insert(
            ids.map { ["_id": .objectID($0), "title": "a", "version": nil] })

        try await tickets.update(ids[0]) { $0.title.set("b") }
        let changed = try await tickets.updateAll { $0.scores.push(1) }

        #expect(changed == 2)
        #expect(try await tickets.find(id: ids[0])?.version == 2)
        #expect(try await tickets.find(id: ids[1])?.version == 1)
    }
}
