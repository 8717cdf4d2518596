import Testing

@testable import Web

@Suite("Routes")
struct RouteTests {
    private static let post = Route("posts", .text("slug"))

    @Test(
        "a value becomes one segment of the path, whatever it is",
        arguments: [
            ("a-Z.0_9~", "a-Z.0_9~"), ("a b", "a%20b"), ("a/b", "a%2Fb"), ("?#%", "%3F%23%25"),
            ("墨", "%E5%A2%A8"), ("<\"'&>", "%3C%22%27%26%3E"), ("\r\n", "%0D%0A"),
            ("//evil.test", "%2F%2Fevil.test"), ("\\evil", "%5Cevil"),
        ])
    func encodes(value: String, segment: String) {
        #expect(Self.post(value) == "/posts/\(segment)")
    }

    @Test func `addresses are written from where they are declared`() {
        let home = Route()
        let size = Route("images", .text("id")).parameter(.number("width", as: Int.self))

        #expect(home() == "/")
        #expect(Route("admin/people")() == "/admin/people")
        #expect(Self.post.path("edit")("a") == "/posts/a/edit")
        #expect(size("x y", 480) == "/images/x%20y/480")
    }

    @Test func `what stands in the query is encoded, name and value`() {
        let address = Self.post("a", query: ["next": "/b?c=d&e", "名": "+"])

        #expect(address == "/posts/a?next=%2Fb%3Fc%3Dd%26e&%E5%90%8D=%2B")
    }

    @Test(
        "a number is what is usually written, and nothing else",
        arguments: [
            ("0", 0), ("480", 480), ("-1", -1), ("007", nil), ("+7", nil), ("1.0", nil),
            ("99999999999999999999", nil), ("٣", nil), (" 1", nil),
        ] as [(String, Int?)])
    func readsNumbers(text: String, number: Int?) {
        #expect(RouteParameter.number("n", as: Int.self).read(text) == number)
    }
}
