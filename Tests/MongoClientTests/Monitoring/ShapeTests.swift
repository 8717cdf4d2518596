import BSON
import MongoClient
import Testing

@Suite("Shapes")
struct ShapeTests {
    @Test(
        "a shape has operators and fields, and no value",
        arguments: [
            ([:], "{}"),
            (["author": 7], "{author: ?}"),
            (["author": ["name": "Ann"]], "{author: ?}"),
            (["author": ["$eq": ["name": "Ann"]]], "{author: {$eq: ?}}"),
            (["views": ["$gt": 5, "$lt": 9]], "{views: {$gt: ?, $lt: ?}}"),
            (["tags": ["$in": ["a", "b"]]], "{tags: {$in: ?}}"),
            (["tags": ["a", "b"]], "{tags: ?}"),
            (["$or": [["a": 1], ["b": ["$ne": 2]]]], "{$or: [{a: ?}, {b: {$ne: ?}}]}"),
            (["a": ["$not": ["$gt": 1]]], "{a: {$not: {$gt: ?}}}"),
            (["a": ["$elemMatch": ["b": 1]]], "{a: {$elemMatch: {b: ?}}}"),
            (["$where": "secret"], "{$where: ?}"),
            (["$text": ["$search": "secret"]], "{$text: ?}"),
            (["$expr": ["$gt": ["$a", "secret"]]], "{$expr: ?}"),
        ] as [(BSONDocument, String)])
    func hasNoValue(filter: BSONDocument, expected: String) {
        let shape = Shape(of: filter.bytes.span)

        #expect(shape.description == expected)
    }

    @Test func `a pipeline has its stages`() {
        let pipeline: BSONDocument = [
            "0": ["$match": ["a": ["$gt": 1]]], "1": ["$sort": ["b": 1]], "2": ["$limit": 5],
        ]

        let shape = Shape(ofPipeline: pipeline.bytes.span)

        #expect(shape.description == "[{$match: {a: {$gt: ?}}}, {$sort: {b: ?}}, {$limit: ?}]")
    }

    @Test func `a long filter is cut short`() throws {
        var filter = BSONDocument()
        for index in 0..<10_000 { try filter.append(key: "field\(index)", 1) }

        let shape = Shape(of: filter.bytes.span)

        #expect(shape.description.utf8.count < 1100)
        #expect(shape.description.hasSuffix("…}"))
    }
}
