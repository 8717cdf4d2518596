import DocumentMapper
import MongoClient
import TestSupport
import Testing

@Suite("Values that would be operators", .database, .needsServer)
struct InjectionTests {
    /// What a visitor might send where a value is expected.
    static let hostile: [BSONValue] = [
        ["$gt": ""], ["$ne": nil], ["$exists": true], ["$regex": ".*"], ["$where": "true"],
        ["$in": ["a", "b"]], ["$elemMatch": ["$exists": true]], ["$not": ["$eq": "x"]],
        ["$expr": true], ["$literal": "a"], ["$type": "string"], ["$all": ["a"]],
        .regularExpression(BSONRegularExpression(".*")), ["$ref": "books", "$id": 1],
    ]

    private static let remark = Field<Novel, BSONValue>("remark", \.anything)
    private static let remarks = Field<Novel, [BSONValue]>("remark", \.anythings)

    /// Each operator, given the value where it compares.
    private static func filters(comparingWith value: BSONValue) -> [Filter<Novel>] {
        let computed = Filter<Novel>.formula { $0.remark == .literal(value) }
        let element: [Filter<Novel>] = [
            remarks.contains { $0 == value }, remarks.contains { $0.in([value]) },
            remarks.contains { !($0 == value) } && .raw(["title": "nobody's"]),
        ]
        return [
            remark == value, remark.in([value]), remark.in([value, "other"]),
            !(remark != value), !remark.notIn([value]), remarks.contains(value),
            remarks.contains(all: [value]), remarks.anyElement == value,
            remarks.anyElement.in([value]), computed,
        ] + element
    }

    @Test("a value is compared and never obeyed", arguments: hostile)
    func isNeverObeyed(value: BSONValue) async throws {
        let innocent: [BSONValue] = ["a", ["a", "b"], ["key": "a"], nil]
        let novels = try await Documents<Novel>.holding(
            innocent.map { Novel(title: "innocent", remark: $0) })

        for filter in Self.filters(comparingWith: value) {
            #expect(try await novels.find { _ in filter }.count() == 0)
        }
    }

    @Test("a value finds itself", arguments: hostile)
    func findsItself(value: BSONValue) async throws {
        let novels = try Documents<Novel>.forTest()
        // The server stores no document whose first key begins with a dollar but in
        // arrays, and of those only what it cannot take for an operator.
        try await novels.collection.insert([
            ["_id": .objectID(ObjectID()), "title": "own", "remark": [value]]
        ])

        let found = try await novels.find { _ in Self.remarks.contains(all: [value]) }.count()

        #expect(found == 1)
    }

    @Test(
        "text of a pattern's characters is searched as text",
        arguments: [
            ".*", "^", "$", "a|b", "(?i)x", "[a-z]", "\\", "\\E.*\\Q", "a{0}", "#", " ", "é+",
        ])
    func searchesAsText(text: String) async throws {
        let novels = try await Documents<Novel>.holding([
            Novel(title: "abc xyz"), Novel(title: "before \(text) behind"),
        ])

        let found = try await novels.find {
            $0.title.contains("e \(text) b") && $0.title.hasPrefix("before \(text)")
                && $0.title.hasSuffix("\(text) behind", ignoringCase: true)
        }.all()

        #expect(found.map(\.title) == ["before \(text) behind"])
    }

    @Test("a literal in a formula is the literal", arguments: ["$title", "$$ROOT", "$$NOW", "$"])
    func isLiteral(text: String) async throws {
        let novels = try await Documents<Novel>.holding([Novel(title: "a")])

        let made = try await novels.aggregate().set { novel, _ in
            novel.title = .literal(text)
        }.one()

        #expect(made?.title == text)
    }
}

extension Novel {
    fileprivate var anything: BSONValue { .null }
    fileprivate var anythings: [BSONValue] { [] }
}
