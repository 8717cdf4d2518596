import DocumentMapper
import FoundationEssentials
import MongoClient
import Testing

@Suite("Updates")
struct UpdateTests {
    /// Changes, and what MongoDB is told.
    struct Example: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let changes: [Change<Article>]
        let document: BSONDocument

        init(
            _ name: String, _ document: BSONDocument,
            @UpdateBuilder<Article> _ changes: (Article.Fields) -> [Change<Article>]
        ) {
            testDescription = name
            self.changes = changes(Article.fields)
            self.document = document
        }
    }

    static let words: String? = nil

    static let examples = [
        Example("set", ["$set": ["title": "a"]]) { $0.title.set("a") },
        Example("set nested", ["$set": ["place.city": "Bern"]]) { $0.place.city.set("Bern") },
        Example("set nil", ["$unset": ["publishedAt": true]]) { $0.publishedAt.set(nil) },
        Example("unset", ["$unset": ["place": true]]) { $0.place.unset() },
        Example("increment", ["$inc": ["views": 1]]) { $0.views.increment() },
        Example("decrement", ["$inc": ["views": -2]]) { $0.views.increment(by: -2) },
        Example("multiply", ["$mul": ["views": 3]]) { $0.views.multiply(by: 3) },
        Example("min", ["$min": ["views": 3]]) { $0.views.min(3) },
        Example("max", ["$max": ["views": 3]]) { $0.views.max(3) },
        Example("current date", ["$currentDate": ["created": true, "publishedAt": true]]) {
            $0.createdAt.setToCurrentDate()
            $0.publishedAt.setToCurrentDate()
        },
        Example("push", ["$push": ["tags": ["$each": ["a"]]]]) { $0.tags.push("a") },
        Example("push several", ["$push": ["tags": ["$each": ["a", "b"]]]]) {
            $0.tags.push(contentsOf: ["a", "b"])
        },
        Example("push twice", ["$push": ["tags": ["$each": ["a", "b"]]]]) {
            $0.tags.push("a")
            $0.tags.push("b")
        },
        Example("pull twice", ["$pullAll": ["tags": ["a", "b"]]]) {
            $0.tags.pull("a")
            $0.tags.pull("b")
        },
        Example("add to set", ["$addToSet": ["tags": ["$each": ["a"]]]]) { $0.tags.addToSet("a") },
        Example("pull", ["$pullAll": ["tags": ["a"]]]) { $0.tags.pull("a") },
        Example("pull where", ["$pull": ["comments": ["isHidden": ["$eq": true]]]]) {
            $0.comments.pull { $0.isHidden == true }
        },
        Example("set on insert", ["$setOnInsert": ["views": 1]]) { $0.views.setOnInsert(1) },
        Example("bits", ["$bit": ["views": ["or": 4]]]) { $0.views.formBitwiseOr(4) },
        Example("rename", ["$rename": ["title": "slug"]]) { $0.title.rename(to: $0.slug) },
        Example("rename from", ["$rename": ["name": "title"]]) { $0.title.rename(from: "name") },
        Example("pop", ["$pop": ["tags": .int32(-1), "comments": .int32(1)]]) {
            $0.tags.popFirst()
            $0.comments.popLast()
        },
        Example("every element", ["$set": ["comments.$[].isHidden": true]]) {
            $0.comments.each.isHidden.set(true)
        },
        Example("matched element", ["$set": ["comments.$.isHidden": true]]) {
            $0.comments.matched.isHidden.set(true)
        },
        Example(
            "elements of one condition",
            ["$set": ["comments.$[e0].isHidden": true, "comments.$[e0].author": "b"]]
        ) {
            $0.comments.each { $0.author == "a" }.isHidden.set(true)
            $0.comments.each { $0.author == "a" }.author.set("b")
        },
        Example("grouped", ["$set": ["title": "a", "slug": "b"], "$inc": ["views": 1]]) {
            $0.title.set("a")
            $0.views.increment()
            $0.slug.set("b")
        },
        Example("conditional", ["$inc": ["views": 1]]) {
            if let words { $0.title.set(words) }
            if words == nil { $0.views.increment() } else { $0.views.set(0) }
        },
        Example("loop", ["$set": ["place.city": "a", "place.zip": "b"]]) {
            for (field, value) in [($0.place.city, "a"), ($0.place.zip, "b")] { field.set(value) }
        },
    ]

    @Test("changes are what MongoDB is told", arguments: examples)
    func document(example: Example) throws {
        let update = try Update(example.changes, countsAsEdit: false)

        #expect(update.document == example.document)
    }

    @Test func `an edit counts the version up`() throws {
        let update = try Update([Article.fields.title.set("a")], countsAsEdit: true)

        #expect(update.document == ["$set": ["title": "a"], "$inc": ["version": 1]])
    }

    @Test func `an edit of the version itself is left alone`() throws {
        let update = try Update([Article.fields.version.set(5)], countsAsEdit: true)

        #expect(update.document == ["$set": ["version": 5]])
    }

    @Test func `no change is no update, not even of the version`() throws {
        let update = try Update<Article>([], countsAsEdit: true)

        #expect(update.isEmpty)
    }

    @Test func `an element that is a document is stored, not obeyed`() throws {
        let field = Field<Note, [BSONDocument]>(path: "list")
        let update = try Update([field.push(["$each": [1]])], countsAsEdit: false)

        #expect(update.document == ["$push": ["list": ["$each": [["$each": [1]]]]]])
    }

    @Test func `a value that BSON cannot hold is refused by name`() {
        let error = #expect(throws: BSONError.self) {
            try Update([Article.fields.scores.set(["a\0b": 1])], countsAsEdit: false)
        }

        #expect(error?.path.hasPrefix("scores") == true)
    }

    @Test func `conditions on elements are prefixed wherever they name a field`() throws {
        let field = Article.fields.comments.each { !($0.author == "$a" || $0.isHidden == true) }
        let update = try Update([field.author.set("b")], countsAsEdit: false)

        #expect(
            update.arrayFilters == [
                [
                    "$nor": [
                        ["$or": [["e0.author": ["$eq": "$a"]], ["e0.isHidden": ["$eq": true]]]]
                    ]
                ]
            ])
    }

    /// Changes that cannot be made together.
    struct Meeting: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let changes: [Change<Article>]

        init(
            _ name: String,
            @UpdateBuilder<Article> _ changes: (Article.Fields) -> [Change<Article>]
        ) {
            testDescription = name
            self.changes = changes(Article.fields)
        }
    }

    static let meetings = [
        Meeting("the same field") {
            $0.views.set(1)
            $0.views.increment()
        },
        Meeting("the same operator") {
            $0.views.increment()
            $0.views.increment()
        },
        Meeting("a struct and its field") {
            $0.place.set(nil)
            $0.place.city.set("a")
        },
        Meeting("a field and its struct") {
            $0.place.city.set("a")
            $0.place.set(Place(city: "b"))
        },
        Meeting("where a field is renamed to") {
            $0.slug.set("a")
            $0.title.rename(to: $0.slug)
        },
        Meeting("elements and their array") {
            $0.comments.each.isHidden.set(true)
            $0.comments.push(Comment(author: "a"))
        },
        Meeting("elements added at different places") {
            $0.tags.push(contentsOf: ["a"], at: 0)
            $0.tags.push("b")
        },
    ]

    @Test("changes that meet are refused before they are sent", arguments: meetings)
    func meets(meeting: Meeting) {
        let error = #expect(throws: MongoError.self) {
            try Update(meeting.changes, countsAsEdit: false)
        }

        #expect(error?.code == .invalidRequest)
        #expect(error?.operation == "update articles")
    }

    @Test func `names that only begin alike do not meet`() throws {
        let (first, second) = (
            Field<Note, Int>(path: "count"), Field<Note, Int>(path: "counter")
        )

        let update = try Update([first.set(1), second.set(2)], countsAsEdit: false)

        #expect(update.document == ["$set": ["count": 1, "counter": 2]])
    }

    @Test func `a value that breaks a rule of its field is refused`() {
        let error = #expect(throws: ValidationError.self) {
            try Update(
                [Ticket.fields.title.set(""), Ticket.fields.slug.set("")], countsAsEdit: false)
        }

        #expect(error?.failures.keys.map(\.self) == ["title"])
    }
}
