import Hummingbird
import TestSupport
import Testing
import Web

@Suite("Parameters of an address")
struct QueryTests {
    private static let good = [
        ("", "none"), ("?", "none"), ("?b=1", "none"), ("?A=1", "none"), ("?a", "<>"),
        ("?a=", "<>"), ("?a=1", "<1>"), ("?&&b=2&a=1&", "<1>"), ("?a=1=2", "<1=2>"),
        ("?a=b+c%2Bd", "<b c+d>"), ("?%61=%E5%A2%A8", "<墨>"), ("?b=%zz&%=1&a=1", "<1>"),
        ("?b=1&b=2&a=1", "<1>"),
    ]
    private static let bad = [
        "?a=1&a=2", "?a=1&a=1", "?a&a", "?a=1&%61=2", "?a=%zz", "?a=%ff", "?a=%00",
    ]

    /// What a handler that reads `a` once answers to each address.
    private func answers(to queries: [String]) async throws -> [RawResponse] {
        var answers: [RawResponse] = []
        try await TestSite.run(routes: { routes in
            routes.get("query") { _, context in
                Response.text(try context.query("a").map { "<\($0)>" } ?? "none")
            }
        }) { site in
            var visitor = site.visitor
            for query in queries { answers.append(try await visitor.get("/query" + query)) }
        }
        return answers
    }

    @Test func `one is read as forms are`() async throws {
        let answers = try await answers(to: Self.good.map(\.0))

        #expect(answers.map(\.text) == Self.good.map(\.1))
    }

    @Test func `one that comes twice or is broken is refused`() async throws {
        let answers = try await answers(to: Self.bad)

        #expect(answers.map(\.status) == Self.bad.map { _ in 400 })
    }
}
