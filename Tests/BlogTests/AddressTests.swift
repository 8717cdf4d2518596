import Testing
import Web

@testable import Blog

@Suite("Addresses")
struct AddressTests {
    @Test func `each thing has its own address`() {
        let addresses = [
            Address.post("a b"), Address.editPost("a b"), Address.deletePost("a b"),
            Address.tag("a b"), Address.author("a b"), Address.image("0123", 480),
        ]

        #expect(
            addresses == [
                "/posts/a%20b", "/posts/a%20b/edit", "/posts/a%20b/delete", "/tags/a%20b",
                "/authors/a%20b", "/images/0123/480",
            ])
    }
}
