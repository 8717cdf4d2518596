import DocumentMapper
import FoundationEssentials
import Testing

@Suite("Round trip")
struct RoundTripTests {
    @Test(
        "a document reads back as it was written",
        arguments: [
            Article(title: "", slug: ""),
            Article(
                title: "naïve 🧪", slug: "a\0b", tags: ["a", ""],
                publishedAt: Date(timeIntervalSince1970: 1.5)),
            Article(
                title: "nested", slug: "n", status: .published,
                place: Place(city: "Basel", position: Place.Position(1, -0.0)),
                comments: [Comment(author: "a"), Comment(author: "b", isHidden: true)],
                scores: ["a.b": 1, "$c": 2], version: 7),
        ])
    func readsBack(article: Article) throws {
        let document = try BSONDocument(encoding: article)

        let copy = try Article(reading: document)

        #expect(copy == article)
    }

    @Test func `properties are stored under their keys, the identifier first and nil not at all`()
        throws
    {
        let document = try BSONDocument(encoding: Article(title: "a", slug: "b"))

        #expect(
            document.keys == [
                "_id", "title", "slug", "tags", "created", "views", "status", "comments",
                "scores", "isPinned", "version",
            ])
    }

    @Test func `what a document lacks reads back as the initial value`() throws {
        let id = ObjectID()

        let article = try Article(reading: [
            "_id": .objectID(id), "title": "a", "slug": "b", "place": nil,
        ])

        #expect(article == Article(id: id, title: "a", slug: "b"))
    }

    @Test func `a document without a required field is refused by name`() {
        #expect(throws: BSONError.missing("slug")) {
            try Article(reading: ["_id": .objectID(ObjectID()), "title": "a"])
        }
    }

    @Test func `a wrong type within an embedded struct is reported by its path`() {
        let document: BSONDocument = [
            "_id": .objectID(ObjectID()), "title": "a", "slug": "b", "place": ["city": 5],
        ]

        let error = #expect(throws: BSONError.self) { try Article(reading: document) }
        #expect(error?.path == "place.city")
    }

    @Test func `a struct with an initializer of its own is stored too`() throws {
        let document = try BSONDocument(encoding: Note(id: 1, text: "hidden"))

        let note = try Note(reading: document)

        #expect(note.words == "hidden")
    }

    @Test func `a property that is private to the struct is stored too`() throws {
        let document = try BSONDocument(encoding: Counter.starting("a"))

        var counter = try Counter(reading: document)

        #expect(counter.next() == 2)
    }

    @Test func `where a document comes from does not make it another`() throws {
        let article = Article(title: "a", slug: "b")
        var loaded = article
        loaded.snapshot = Snapshot(of: try BSONDocument(encoding: article))

        #expect(Set([article, loaded]) == [article])
    }
}

extension Document {
    /// Reads a document that was never in a database.
    init(reading document: BSONDocument) throws(BSONError) {
        var reader = BSONReader(document.bytes.span)
        try self.init(from: &reader)
    }
}
