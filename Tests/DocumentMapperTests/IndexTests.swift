import DocumentMapper
import Testing

@Suite("Indexes")
struct IndexTests {
    static let definitions: [(Index<Article>, BSONDocument)] = [
        (.unique(\.slug), ["key": ["slug": .int32(1)], "name": "slug_1", "unique": true]),
        (.on(\.place.city), ["key": ["place.city": .int32(1)], "name": "place.city_1"]),
        (
            .on { [$0.status.ascending, $0.createdAt.descending] },
            [
                "key": ["status": .int32(1), "created": .int32(-1)],
                "name": "status_1_created_-1",
            ]
        ),
        (
            .expiring(after: .seconds(60), \.createdAt),
            ["key": ["created": .int32(1)], "name": "created_1", "expireAfterSeconds": 60]
        ),
        (
            .on(sparse: true, name: "dates") { $0.publishedAt.descending },
            ["key": ["publishedAt": .int32(-1)], "name": "dates", "sparse": true]
        ),
        (
            .on(unique: true, where: { $0.views > 1 }) { $0.title },
            [
                "key": ["title": .int32(1)], "name": "title_1", "unique": true,
                "partialFilterExpression": ["views": ["$gt": 1]],
            ]
        ),
        (
            .on(language: "none") { [.ascending($0.views), .text($0.title, weight: 3)] },
            [
                "key": ["views": .int32(1), "title": "text"], "name": "views_1_title_text",
                "weights": ["title": .int32(3)], "default_language": "none",
            ]
        ),
        (
            .on { _ in [.everything] },
            ["key": ["$**": .int32(1)], "name": "$**_1"]
        ),
        (
            .unique(collation: Collation("de", comparesNumbers: true), \.slug),
            [
                "key": ["slug": .int32(1)], "name": "slug_1", "unique": true,
                "collation": [
                    "locale": "de", "strength": .int32(3), "numericOrdering": true,
                ],
            ]
        ),
    ]

    @Test("a declaration is what MongoDB is told", arguments: definitions)
    func definition(index: Index<Article>, document: BSONDocument) throws {
        let definition = try index.definition()

        #expect(definition == document)
    }

    /// What a server lists when nothing but the declared indexes is there.
    private let applied: [BSONDocument] = [
        ["v": 2, "key": ["_id": 1], "name": "_id_"],
        ["v": 2, "key": ["slug": 1.0], "name": "slug_1", "unique": true],
        ["v": 2, "key": ["status": 1, "created": -1], "name": "status_1_created_-1"],
    ]

    @Test func `nothing is planned when the server has what is declared`() throws {
        let plan = try IndexPlan(declared: Article.indexes, stored: applied)

        #expect(plan.isEmpty)
    }

    @Test func `a difference is either missing, changed or unknown`() throws {
        let stored: [BSONDocument] = [
            applied[0],
            ["v": 2, "key": ["slug": 1], "name": "by_slug"],
            ["v": 2, "key": ["other": 1], "name": "other_1"],
        ]

        let plan = try IndexPlan(declared: Article.indexes, stored: stored)

        #expect(plan.missing == [Article.indexes[1]])
        #expect(plan.changed.map(\.index) == [Article.indexes[0]])
        #expect(plan.changed.map(\.replacedName) == ["by_slug"])
        #expect(plan.unknown == ["other_1"])
    }

    static let otherOptions: [Index<Article>] = [
        .on(collation: Collation("fr")) { $0.slug },
        .on { [.hashed($0.slug)] },
        .on { [.text($0.slug, weight: 2)] },
        .on(language: "french") { [.text($0.slug)] },
    ]

    @Test("another option is a change", arguments: otherOptions)
    func change(declared: Index<Article>) throws {
        let stored: BSONDocument = [
            "key": ["_fts": "text", "_ftsx": 1], "name": .string(declared.name),
            "weights": ["slug": 1], "default_language": "english",
            "collation": ["locale": "de", "strength": 3],
        ]

        let plan = try IndexPlan(declared: [declared], stored: [stored])

        #expect(plan.changed.map(\.index) == [declared])
    }

    @Test func `an index of the same keys under another name is the same`() throws {
        var stored = applied
        stored[1] = ["v": 2, "key": ["slug": 1], "name": "by_slug", "unique": true]

        let plan = try IndexPlan(declared: Article.indexes, stored: stored)

        #expect(plan.isEmpty)
    }

    @Test func `a name counts for more than the keys of an index declared before`() throws {
        let declared: [Index<Article>] = [
            .on(name: "first") { $0.slug }, .unique(\.slug),
        ]
        let stored: [BSONDocument] = [
            ["v": 2, "key": ["slug": 1], "name": "slug_1", "unique": true]
        ]

        let plan = try IndexPlan(declared: declared, stored: stored)

        #expect(plan.missing == [declared[0]])
        #expect(plan.changed == [])
    }

    @Test func `a plan says line by line what it found`() throws {
        let plan = try IndexPlan(
            declared: Article.indexes,
            stored: [["key": ["slug": 1], "name": "slug_1"], ["key": ["x": 1], "name": "x_1"]])

        #expect(
            plan.description == """
                + articles status_1_created_-1
                ~ articles slug_1
                ? articles x_1
                """)
    }
}
