import TestSupport
import Testing

@Suite("Repeated parameters", .database, .needsServer, .timeLimit(.minutes(10)))
struct RepeatedParameterTests {
    private static let addresses = [
        "/?before=1&before=2", "/?before=1&%62efore=2", "/tags/ink?before=1&before=2",
        "/authors/ada?before=1&before=2", "/signin?next=/write&next=/account",
    ]

    @Test func `nobody gets a page where it is unclear which one counts`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.publish()
            var reader = blog.visitor
            var statuses: [String: [Int]] = [:]

            for address in Self.addresses {
                for _ in 0..<2 {
                    statuses[address, default: []].append(try await reader.get(address).status)
                    statuses[address, default: []].append(try await owner.get(address).status)
                }
            }

            #expect(statuses.filter { $0.value != [400, 400, 400, 400] } == [:])
        }
    }

    @Test func `those that nobody reads may come as often as they like`() async throws {
        try await TestBlog.run { blog in
            var reader = blog.visitor

            let page = try await reader.get("/?utm_source=a&utm_source=b")

            #expect(page.status == 200)
        }
    }
}
