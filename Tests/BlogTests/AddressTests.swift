import Testing

@testable import Blog

@Suite("Addresses")
struct AddressTests {
    @Test(
        "text becomes one segment of a path",
        arguments: [
            ("a-Z.0_9~", "a-Z.0_9~"), ("a b", "a%20b"), ("a/b", "a%2Fb"), ("?#%", "%3F%23%25"),
            ("墨", "%E5%A2%A8"), ("<\"'&>", "%3C%22%27%26%3E"), ("\r\n", "%0D%0A"), ("", ""),
        ])
    func segments(text: String, segment: String) {
        #expect(Address.segment(text) == segment)
    }

    @Test func `each thing has its own address`() {
        let addresses = [
            Address.post("a b"), Address.editPost("a b"), Address.deletePost("a b"),
            Address.tag("a b"), Address.author("a b"), Address.image("0123", width: 480),
        ]

        #expect(
            addresses == [
                "/posts/a%20b", "/posts/a%20b/edit", "/posts/a%20b/delete", "/tags/a%20b",
                "/authors/a%20b", "/images/0123/480",
            ])
    }
}
