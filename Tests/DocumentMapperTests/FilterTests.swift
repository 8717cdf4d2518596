import DocumentMapper
import FoundationEssentials
import Testing

@Suite("Filters")
struct FilterTests {
    /// A filter, and what MongoDB is told.
    struct Example: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let filter: Filter<Article>
        let document: BSONDocument

        init(
            _ name: String, _ document: BSONDocument, _ filter: (Article.Fields) -> Filter<Article>
        ) {
            testDescription = name
            self.filter = filter(Article.fields)
            self.document = document
        }
    }

    static let id = ObjectID()
    static let date = Date(timeIntervalSince1970: 1)

    static let slug = Field<Article, BSONValue>(path: "slug")
    static let pattern = BSONValue.regularExpression(BSONRegularExpression("^a"))

    static let comparisons = [
        Example("equal", ["slug": ["$eq": "a"]]) { $0.slug == "a" },
        Example("unequal", ["slug": ["$ne": "a"]]) { $0.slug != "a" },
        Example("less", ["views": ["$lt": 1]]) { $0.views < 1 },
        Example("at most", ["views": ["$lte": 1]]) { $0.views <= 1 },
        Example("greater", ["views": ["$gt": 1]]) { $0.views > 1 },
        Example("at least", ["views": ["$gte": 1]]) { $0.views >= 1 },
        Example("nil", ["publishedAt": ["$eq": nil]]) { $0.publishedAt == nil },
        Example("not nil", ["publishedAt": ["$ne": nil]]) { $0.publishedAt != nil },
        Example("optional", ["publishedAt": ["$lte": .date(milliseconds: 1000)]]) {
            $0.publishedAt <= date
        },
        Example("in", ["slug": ["$in": ["a", "b"]]]) { $0.slug.in(["a", "b"]) },
        Example("in nothing", ["slug": ["$in": []]]) { $0.slug.in([]) },
        Example("not in", ["views": ["$nin": [1]]]) { $0.views.notIn([1]) },
        Example("in a pattern", ["$or": [["slug": ["$eq": pattern]], ["slug": ["$eq": "a"]]]]) {
            _ in
            slug.in([pattern, "a"])
        },
        Example("not in a pattern", ["$nor": [["slug": ["$eq": pattern]]]]) { _ in
            slug.notIn([pattern]) && .every
        },
        Example("unequal to a pattern", ["$nor": [["slug": ["$eq": pattern]]]]) { _ in
            slug != pattern
        },
        Example("exists", ["place": ["$exists": true]]) { $0.place.exists },
        Example("key", ["created": ["$gt": .date(milliseconds: 1000)]]) { $0.createdAt > date },
        Example("identifier", ["_id": ["$eq": .objectID(id)]]) { $0.id == id },
        Example("enumeration", ["status": ["$eq": "draft"]]) { $0.status == .draft },
    ]

    static let paths = [
        Example("nested", ["place.city": ["$eq": "Basel"]]) { $0.place.city == "Basel" },
        Example("nested optional", ["place.zip": ["$eq": nil]]) { $0.place.zip == nil },
        Example("deeper", ["place.position.x": ["$gt": 1.0]]) { $0.place.position.x > 1 },
        Example("whole struct", ["place": ["$eq": ["city": "Basel"]]]) {
            $0.place == Place(city: "Basel")
        },
        Example("contains", ["tags": ["$eq": "a"]]) { $0.tags.contains("a") },
        Example("whole array", ["tags": ["$eq": ["a"]]]) { $0.tags == ["a"] },
        Example("any element", ["tags": ["$in": ["a", "b"]]]) {
            $0.tags.anyElement.in(["a", "b"])
        },
        Example("any element's field", ["comments.author": ["$eq": "a"]]) {
            $0.comments.anyElement.author == "a"
        },
        Example("any element at least", ["tags": ["$gte": "a"]]) { $0.tags.anyElement >= "a" },
        Example(
            "one element",
            [
                "comments": [
                    "$elemMatch": [
                        "$and": [["author": ["$eq": "a"]], ["isHidden": ["$eq": false]]]
                    ]
                ]
            ]
        ) { $0.comments.contains { $0.author == "a" && $0.isHidden == false } },
        Example(
            "prefix",
            ["title": ["$regex": .regularExpression(BSONRegularExpression("^a\\.\\*é\\\\E"))]]
        ) { $0.title.hasPrefix("a.*é\\E") },
    ]

    static let combinations = [
        Example("every", [:]) { _ in .every },
        Example(
            "and",
            ["$and": [["views": ["$gt": 1]], ["slug": ["$eq": "a"]], ["title": ["$eq": "b"]]]]
        ) {
            $0.views > 1 && $0.slug == "a" && $0.title == "b"
        },
        Example("and every", ["slug": ["$eq": "a"]]) { .every && $0.slug == "a" },
        Example("or", ["$or": [["views": ["$gt": 1]], ["slug": ["$eq": "a"]]]]) {
            $0.views > 1 || $0.slug == "a"
        },
        Example("or every", ["$or": [["slug": ["$eq": "a"]], [:]]]) { $0.slug == "a" || .every },
        Example("not", ["$nor": [["slug": ["$eq": "a"]]]]) { !($0.slug == "a") },
        Example("not every", ["$nor": [[:]]]) { _ in !.every },
        Example("raw", ["$comment": "x"]) { _ in .raw(["$comment": "x"]) },
    ]

    @Test("a filter is what MongoDB is told", arguments: comparisons + paths + combinations)
    func document(example: Example) throws {
        let document = try example.filter.document()

        #expect(document == example.document)
    }

    @Test func `a document as a value is compared, not obeyed`() throws {
        let filter = Note.fields.raw == ["$gt": ""]

        let document = try filter.document()

        #expect(document == ["raw": ["$eq": ["$gt": ""]]])
    }

    @Test func `a value that BSON cannot hold is refused by name, also deep within`() {
        let filter = Article.fields.slug == "a" || !(Article.fields.scores == ["a\0b": 1])

        let error = #expect(throws: BSONError.self) { try filter.document() }
        #expect(error?.reason == .containsNUL)
        #expect(error?.path.hasPrefix("scores") == true)
    }
}
