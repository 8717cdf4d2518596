import BSON
import DocumentMapper
import MongoClient
import TestSupport
import Testing

/// Whom panels refer to in every way there is.
@Document("speakers")
struct Speaker: Hashable {
    var id = ObjectID()

    static let deleteRules: [DeleteRule<Speaker>] = [
        .restrict(Panel.self, \.hosts),
        .restrict(Panel.self, in: "archivedPanels", \.chair.person),
        .nullify(Panel.self, \.chair.person),
        .nullify(Panel.self, \.talks.each.reviewer),
        .nullify(Panel.self, \.talks.each.questions.each.answeredBy),
        .pull(Panel.self, \.guests),
        .pull(Panel.self, \.waiting),
        .pull(Panel.self, \.order.each),
        .pull(Panel.self, \.talks.each.helpers),
        .pull(Panel.self, \.talks.each.questions.each.askedBy),
        .pull(Panel.self, \.talks.each.speaker),
        .cascade(Ticketing.self, \.holders),
    ]
}

/// What refers to speakers from sets, and from structs in arrays.
@Document("panels")
struct Panel: Hashable {
    var id = ObjectID()
    var hosts: Set<Reference<Speaker>> = []
    var guests: Set<Reference<Speaker>> = []
    var waiting: [Reference<Speaker>]?
    var order: [Reference<Speaker>] = []
    var chair: Chair?
    var talks: [Talk] = []

    /// A struct that a panel may lack.
    @Embedded
    struct Chair: Hashable {
        var name: String
        var person: Reference<Speaker>?
    }

    /// An element that refers to a speaker or is none.
    @Embedded
    struct Talk: Hashable {
        var title: String
        var speaker: Reference<Speaker>
        var reviewer: Reference<Speaker>?
        var helpers: Set<Reference<Speaker>> = []
        var questions: [Question] = []
    }

    /// An element of an array within an element.
    @Embedded
    struct Question: Hashable {
        var text: String
        var askedBy: Reference<Speaker>
        var answeredBy: Reference<Speaker>?
    }
}

/// What goes with any of its holders.
@Document("ticketings")
struct Ticketing: Hashable {
    var id = ObjectID()
    var holders: [Reference<Speaker>]
}

@Suite("Delete rules within sets and structs", .database, .needsServer)
struct NestedDeleteRuleTests {
    let speakers: Documents<Speaker>
    let panels: Documents<Panel>
    let ada = Speaker()
    let bob = Speaker()
    var a: Reference<Speaker> { Reference(to: ada) }
    var b: Reference<Speaker> { Reference(to: bob) }

    init() async throws {
        speakers = try .forTest()
        panels = try .forTest()
        try await speakers.insert(contentsOf: [ada, bob])
    }

    /// What is left of a panel, and of another that has nothing to do with it, when Ada goes.
    private func left(of panel: Panel) async throws -> Panel {
        let other = try await panels.insert(Panel())
        try await panels.insert(panel)

        try await speakers.delete(ada)

        #expect(try await panels.find(id: other.id) == other)
        return try await panels.get(panel.id)
    }

    @Test func `a set that names a document keeps it`() async throws {
        try await panels.insert(Panel(hosts: [b, a]))

        let error = await #expect(throws: MongoError.self) { try await speakers.delete(ada) }

        #expect(error?.code == .stillReferenced)
        #expect(error?.message.contains("panels.hosts") == true)
    }

    @Test func `a reference leaves sets and lists`() async throws {
        let panel = Panel(guests: [a, b], waiting: [a, b, a], order: [b, a, b])

        let left = try await left(of: panel)

        #expect(left.guests == [b])
        #expect(left.waiting == [b])
        #expect(left.order == [b, b])
    }

    @Test func `a reference in a struct becomes nil`() async throws {
        let left = try await left(of: Panel(chair: Panel.Chair(name: "c", person: a)))

        #expect(left.chair == Panel.Chair(name: "c", person: nil))
    }

    @Test func `a reference becomes nil in the elements that hold it`() async throws {
        let panel = Panel(talks: [
            Panel.Talk(title: "1", speaker: b, reviewer: a),
            Panel.Talk(title: "2", speaker: b, reviewer: b),
        ])

        let left = try await left(of: panel)

        #expect(left.talks.map(\.reviewer) == [nil, b])
    }

    @Test func `a reference leaves the sets of the elements that hold it`() async throws {
        let panel = Panel(talks: [
            Panel.Talk(title: "1", speaker: b, helpers: [a, b]),
            Panel.Talk(title: "2", speaker: b, helpers: [b]),
        ])

        let left = try await left(of: panel)

        #expect(left.talks.map(\.helpers) == [[b], [b]])
    }

    @Test func `elements that must refer to a document go with it`() async throws {
        let panel = Panel(talks: [
            Panel.Talk(title: "1", speaker: a), Panel.Talk(title: "2", speaker: b),
            Panel.Talk(title: "3", speaker: a),
        ])

        let left = try await left(of: panel)

        #expect(left.talks.map(\.title) == ["2"])
    }

    @Test func `elements of arrays within elements are reached`() async throws {
        let panel = Panel(talks: [
            Panel.Talk(title: "1", speaker: b),
            Panel.Talk(
                title: "2", speaker: b,
                questions: [
                    Panel.Question(text: "1", askedBy: b, answeredBy: a),
                    Panel.Question(text: "2", askedBy: a, answeredBy: b),
                    Panel.Question(text: "3", askedBy: b, answeredBy: b),
                ]),
        ])

        let left = try await left(of: panel)

        #expect(left.talks[0] == panel.talks[0])
        #expect(left.talks[1].questions.map(\.text) == ["1", "3"])
        #expect(left.talks[1].questions.map(\.answeredBy) == [nil, b])
    }

    @Test(
        "a DBRef within an element counts too", arguments: [false, true])
    func dbRefs(namesDatabase: Bool) async throws {
        let id = ObjectID()
        let database = namesDatabase ? panels.collection.database.name : nil
        let reference = try BSONValue(
            encoding: DBReference<Speaker>(ada.id, database: database))
        try await panels.collection.insert([
            [
                "_id": .objectID(id), "order": [reference, .objectID(bob.id)],
                "talks": [
                    ["title": "1", "speaker": reference],
                    ["title": "2", "speaker": .objectID(bob.id), "reviewer": reference],
                ],
            ]
        ])

        try await speakers.delete(ada)

        let left = try await panels.get(id)
        #expect(left.order == [b])
        #expect(left.talks == [Panel.Talk(title: "2", speaker: b)])
    }

    @Test func `what lists a document goes with it`() async throws {
        let tickets = try Documents<Ticketing>.forTest()
        let kept = try await tickets.insert(Ticketing(holders: [b]))
        try await tickets.insert(Ticketing(holders: [b, a]))

        try await speakers.delete(ada)

        #expect(try await tickets.find().all() == [kept])
    }

    @Test func `a rule may be for another collection than the model's`() async throws {
        let archive = Documents<Panel>(in: try TestDatabase.collection("archivedPanels"))
        try await archive.insert(Panel(chair: Panel.Chair(name: "c", person: a)))

        let error = await #expect(throws: MongoError.self) { try await speakers.delete(ada) }

        #expect(error?.message.contains("archivedPanels.chair.person") == true)
    }

    @Test func `a rule for some elements alone is refused`() async throws {
        try await panels.insert(Panel())
        let rule = DeleteRule<Speaker>.nullify(Panel.self) {
            $0.talks.each { $0.title == "1" }.reviewer
        }

        let error = await #expect(throws: MongoError.self) {
            try await rule.apply([ada.id], panels.collection.database)
        }

        #expect(error?.code == .invalidRequest)
    }
}
