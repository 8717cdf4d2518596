import DocumentMapper
import FoundationEssentials
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
}
