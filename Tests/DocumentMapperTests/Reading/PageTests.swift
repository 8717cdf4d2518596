import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

@Suite("Pages by key", .database, .needsServer)
struct PageTests {
    typealias Order = @Sendable (Novel.Fields) -> [SortKey<Novel>]

    /// What novels are sorted by, and the order of those that are equal in that.
    static let orders: [(keys: Order, tie: Order)] = [
        ({ _ in [] }, { [$0.id.ascending] }),
        ({ [$0.id.descending] }, { _ in [] }),
        ({ [$0.copies.ascending] }, { [$0.id.ascending] }),
        ({ [$0.rating.ascending] }, { [$0.id.ascending] }),
        ({ [$0.rating.descending] }, { [$0.id.descending] }),
        (
            { [$0.rating.descending, $0.copies.ascending, $0.title.descending] },
            { [$0.id.descending] }
        ),
        (
            { [$0.publisher.city.ascending, $0.rating.descending, $0.copies.ascending] },
            { [$0.id.ascending] }
        ),
    ]

    /// Novels with few different values, and some without any.
    static let shelf: [Novel] = (0..<40).map { number in
        let ratings: [Double?] = [nil, 1, 2.5, .nan, nil, -3, .infinity]
        let cities: [String?] = ["Basel", nil, "Aarau"]
        return Novel(
            title: ["a", "b", "ä"][number % 3], copies: number % 4, rating: ratings[number % 7],
            publisher: number % 5 == 0 ? nil : .init(name: "p", city: cities[number % 3]))
    }

    /// Walks to the last page, and returns what each page had.
    private func walk(_ query: Query<Novel>, size: Int) async throws -> [Page<Novel>] {
        var pages = [try await query.page(size: size)]
        while let next = pages.last?.next {
            pages.append(try await query.page(size: size, at: next))
        }
        return pages
    }

    @Test func `a page of any size can be asked for`() async throws {
        let novels = try await Documents<Novel>.holding(Self.shelf)

        let page = try await novels.find().page(size: .max)

        #expect(page.items.count == Self.shelf.count)
    }

    @Test("every document is on one page, in order", arguments: orders.indices, [1, 7, 40])
    func walksForward(order: Int, size: Int) async throws {
        let novels = try await Documents<Novel>.holding(Self.shelf)
        // Some fields are null rather than missing.
        try await novels.collection.updateMany(
            ["rating": ["$exists": false], "copies": 0], ["$set": ["rating": nil]])
        let query = novels.find().sort(Self.orders[order].keys)
        let whole = try await query.sort(Self.orders[order].tie).all()

        let pages = try await walk(query, size: size)

        #expect(pages.flatMap { $0.items.map(\.id) } == whole.map(\.id))
        #expect(pages.dropLast().allSatisfy { $0.items.count == size })
    }

    @Test("the way back shows the same pages", arguments: orders.indices)
    func walksBackward(order: Int) async throws {
        let novels = try await Documents<Novel>.holding(Self.shelf)
        let query = novels.find().sort(Self.orders[order].keys)
        let pages = try await walk(query, size: 7)

        var back = [try #require(pages.last)]
        while let previous = back.last?.previous {
            back.append(try await query.page(size: 7, at: previous))
        }

        // Counted from the end, the pages begin elsewhere.
        let ids = back.reversed().flatMap { $0.items.map(\.id) }
        #expect(ids == pages.flatMap { $0.items.map(\.id) })
        #expect(back.last?.previous == nil)
        #expect(pages.first?.previous == nil)
    }

    @Test func `what comes and goes between two pages shifts nothing`() async throws {
        let novels = try await Documents<Novel>.holding(
            (0..<10).map { Novel(title: "\($0)", pages: $0 * 10) })
        let query = novels.find().sort { $0.pages.ascending }
        let first = try await query.page(size: 4)

        try await novels.insert(contentsOf: [
            Novel(title: "before", pages: 5), Novel(title: "behind", pages: 45),
        ])
        try await novels.delete { $0.pages == 30 || $0.pages == 40 || $0.pages == 0 }
        let second = try await query.page(size: 4, at: first.next)
        let before = try await query.page(size: 9, at: second.previous)

        #expect(first.items.map(\.pages) == [0, 10, 20, 30])
        #expect(second.items.map(\.pages) == [45, 50, 60, 70])
        #expect(before.items.map(\.pages) == [5, 10, 20])
    }

    @Test func `a page whose documents are gone leads back to those that are not`() async throws {
        let novels = try await Documents<Novel>.holding(
            (0..<6).map { Novel(title: "\($0)", pages: $0) })
        let query = novels.find().sort { $0.pages.ascending }
        let first = try await query.page(size: 3)

        try await novels.delete { $0.pages > 2 }
        let empty = try await query.page(size: 3, at: first.next)
        let back = try await query.page(size: 3, at: empty.previous)

        #expect(empty.items.isEmpty)
        #expect(empty.next == nil)
        #expect(back.items == first.items)
    }

    @Test func `a later page reads as little as the first`() async throws {
        let novels = try await Documents<Novel>.holding(
            (0..<200).map { Novel(title: "\($0)", pages: $0 / 2) })
        try await novels.indexes.apply()
        let query = novels.find { $0.copies == 0 }.sort { $0.pages.ascending }
        let cursor = try #require(try await query.page(size: 150).next)

        let plan = try await query.pageQuery(size: 10, at: cursor).explain()

        #expect(plan.keysExamined <= 15)
        #expect(!plan.stages.contains("SORT"))
    }

    @Test func `pages are also of parts, which need not have what is sorted by`() async throws {
        let novels = try await Documents<Novel>.holding(
            (0..<5).map { Novel(title: "\($0)", publisher: .init(name: "p", city: "\(9 - $0)")) })
        let query = novels.find().sort { $0.publisher.city.ascending }

        let first = try await query.page(size: 3, of: ProjectionTests.Title.self)
        let second = try await query.page(size: 3, at: first.next, of: ProjectionTests.Title.self)

        #expect(first.items.map(\.title) == ["4", "3", "2"])
        #expect(second.items.map(\.title) == ["1", "0"])
    }

    @Test func `a cursor goes through an address`() async throws {
        let novels = try await Documents<Novel>.holding(Self.shelf)
        let query = novels.find().sort { $0.title.ascending }
        let cursor = try #require(try await query.page(size: 30).next)

        let text = cursor.description
        let page = try await query.page(size: 30, at: PageCursor(text))

        #expect(text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) })
        #expect(page.items.count == 10)
    }

    @Test(
        "a text that is no cursor is refused",
        arguments: [
            "", "x", "AAAA", "????", "ünïcode", String(repeating: "A", count: 5000), "BQAAAAA",
        ])
    func refuses(text: String) {
        #expect(throws: BSONError.self) { try PageCursor(text) }
    }

    @Test func `a changed cursor is another position or an error, and nothing worse`() async throws
    {
        let novels = try await Documents<Novel>.holding(Self.shelf)
        let query = novels.find { $0.copies == 1 }.sort { $0.title.ascending }
        let text = try #require(try await query.page(size: 2).next).description

        for index in text.indices {
            var changed = text
            changed.replaceSubrange(index...index, with: text[index] == "A" ? "B" : "A")
            do {
                let page = try await query.page(size: 50, at: PageCursor(changed))
                #expect(page.items.allSatisfy { $0.copies == 1 })
            } catch is BSONError {
            } catch is MongoError {
            }
        }
    }

    @Test func `a cursor of another order is refused`() async throws {
        let novels = try await Documents<Novel>.holding(Self.shelf)
        let cursor = try await novels.find().sort { $0.title.ascending }.page(size: 2).next

        await #expect(throws: BSONError.self) {
            try await novels.find().sort { $0.title.descending }.page(size: 2, at: cursor)
        }
    }

    @Test func `an array is no order of pages`() async throws {
        let novels = try await Documents<Novel>.holding([Novel(title: "a", ratings: [1, 2])])

        let error = await #expect(throws: BSONError.self) {
            try await novels.find().sort { $0.ratings.anyElement.ascending }.page(size: 2)
        }

        #expect(error?.path == "ratings")
    }
}
