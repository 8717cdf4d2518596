import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

/// A leaflet made of blocks.
@Document("leaflets")
struct Leaflet: Hashable {
    var id = ObjectID()
    var blocks: [Block] = []
    var header: Block?
    var shape: Shape?

    /// A struct that a case holds.
    @Embedded
    struct Text: Hashable {
        @Rules(.notEmpty) var body: String
    }

    /// An enum with every kind of case.
    @Embedded
    enum Block: Hashable {
        case text(Text)
        case image(url: String, width: Int?, tags: [String] = [])
        case quote(of: Text, by: String)
        @Key("hr") case line
        case unknown(BSONDocument)
    }

    /// An enum with a discriminator of its own, and no case for others.
    @Embedded(discriminator: "kind")
    enum Shape: Hashable {
        case circle(radius: Double)
        case `default`
    }
}

@Suite("Enums that hold values")
struct ChoiceTests {
    static let stored: [(Leaflet.Block, BSONDocument)] = [
        (.text(.init(body: "a")), ["_type": "text", "body": "a"]),
        (
            .image(url: "u", width: 3, tags: ["t"]),
            ["_type": "image", "url": "u", "width": 3, "tags": ["t"]]
        ),
        (.image(url: "u", width: nil), ["_type": "image", "url": "u", "tags": []]),
        (
            .quote(of: .init(body: "a"), by: "b"),
            ["_type": "quote", "of": ["body": "a"], "by": "b"]
        ),
        (.line, ["_type": "hr"]),
        (.unknown(["_type": "video", "url": "v"]), ["_type": "video", "url": "v"]),
    ]

    @Test("a case is stored beside its discriminator and read back", arguments: stored)
    func roundTrip(block: Leaflet.Block, document: BSONDocument) throws {
        let written = try BSONDocument(encoding: block)

        var reader = BSONReader(written.bytes.span)
        let read = try Leaflet.Block(from: &reader)

        #expect(written == document)
        #expect(read == block)
    }

    @Test func `what a case holds may have its initial value`() throws {
        let document: BSONDocument = ["_type": "image", "url": "u"]
        var reader = BSONReader(document.bytes.span)

        let block = try Leaflet.Block(from: &reader)

        #expect(block == .image(url: "u", width: nil, tags: []))
    }

    @Test(
        "a document of no case is refused by name",
        arguments: [
            ["kind": "star"], ["radius": 1], ["kind": 5], ["kind": "circle"],
            ["kind": "circle", "radius": "a"],
        ] as [BSONDocument])
    func refused(document: BSONDocument) {
        var reader = BSONReader(document.bytes.span)

        #expect(throws: BSONError.self) { try Leaflet.Shape(from: &reader) }
    }

    @Test func `what a case holds keeps its rules`() {
        let text = Leaflet.Text(body: "")
        let leaflet = Leaflet(
            blocks: [.line, .text(text), .quote(of: text, by: "")], header: .text(text))

        let error = #expect(throws: ValidationError.self) { try leaflet.validate() }

        #expect(
            error?.failures.keys.sorted() == ["blocks.1.body", "blocks.2.of.body", "header.body"])
    }

    @Test func `cases and what they hold can be asked for`() throws {
        let fields = Leaflet.fields
        let filter = fields.header._type == "image" && fields.shape.radius > 3

        let document = try filter.document()

        #expect(
            document == [
                "$and": [
                    ["header._type": ["$eq": "image"]], ["shape.radius": ["$gt": 3.0]],
                ]
            ])
    }
}

@Suite("Enums that hold values, on a server", .database, .needsServer)
struct StoredChoiceTests {
    let leaflets: Documents<Leaflet>

    init() throws {
        leaflets = try .forTest()
    }

    @Test func `a leaflet is found by what a block holds`() async throws {
        let leaflet = Leaflet(blocks: [.line, .image(url: "u", width: 3)])
        try await leaflets.insert(contentsOf: [Leaflet(blocks: [.line]), leaflet])

        let found = try await leaflets.find { $0.blocks.anyElement.url == "u" }.all()

        #expect(found == [leaflet])
    }

    @Test func `saving another case leaves nothing of the first`() async throws {
        var leaflet = try await leaflets.insert(Leaflet(header: .image(url: "u", width: 3)))

        leaflet.header = .line
        try await leaflets.save(&leaflet)

        let stored = try await leaflets.collection.findOne(["_id": .objectID(leaflet.id)])
        #expect(stored?["header"] == ["_type": "hr"])
    }

    @Test(
        "the server takes the forms that can be read",
        arguments: [
            (["_type": "text", "body": "a"], true),
            (["_type": "text", "body": ""], false),
            (["_type": "text"], false),
            (["_type": "image", "url": "u", "width": nil], true),
            (["_type": "image", "url": 5], false),
            (["_type": "quote", "of": ["body": "a"], "by": "b"], true),
            (["_type": "quote", "of": ["body": ""], "by": "b"], false),
            (["_type": "hr"], true),
            (["_type": "line", "more": 1], true),
            (["_type": 5], false),
            ([:], false),
        ] as [(BSONDocument, Bool)])
    func schema(block: BSONDocument, isTaken: Bool) async throws {
        try await leaflets.validator.apply()
        let document: BSONDocument = [
            "_id": .objectID(ObjectID()), "blocks": [.document(block)], "header": nil,
        ]

        let isTakenHere =
            (try? Leaflet(reading: document)).map { leaflet in (try? leaflet.validate()) != nil }
            ?? false
        let isTakenThere = (try? await leaflets.collection.insert([document])) != nil

        #expect(isTakenHere == isTaken)
        #expect(isTakenThere == isTaken)
    }
}
