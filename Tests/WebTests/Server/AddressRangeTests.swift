import Testing

@testable import Web

@Suite("Ranges of addresses")
struct AddressRangeTests {
    @Test(
        "a range has its addresses and no others",
        arguments: [
            ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false),
            ("127.0.0.1", "127.0.0.1", true), ("127.0.0.1", "127.0.0.2", false),
            ("0.0.0.0/0", "203.0.113.9", true), ("0.0.0.0/0", "2001:db8::1", false),
            ("2001:db8::/32", "2001:db8:ffff::1", true), ("2001:db8::/32", "2001:db9::1", false),
            ("2001:db8::/65", "2001:db8::7fff:0:0:1", true),
            ("2001:db8::/65", "2001:db8::8000:0:0:1", false),
            ("::/0", "203.0.113.9", true), ("10.0.0.0/8", "::ffff:10.1.1.1", true),
        ])
    func membership(range: String, address: String, isMember: Bool) throws {
        let range = try #require(AddressRange(range))
        let address = try #require(IPAddress(address))

        #expect(range.contains(address) == isMember)
    }

    @Test(
        "what is no range is none",
        arguments: ["", "/", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "10.0.0.0/8/8", "a", "1.2.3"])
    func nonsense(text: String) {
        #expect(AddressRange(text) == nil)
    }

    @Test func `the addresses of an IPv6 network count as one`() throws {
        let one = try #require(IPAddress("2001:db8:1:2::1"))
        let other = try #require(IPAddress("2001:db8:1:2:ffff::9"))
        let stranger = try #require(IPAddress("2001:db8:1:3::1"))

        #expect(one.block == other.block)
        #expect(one.block != stranger.block)
    }

    @Test func `an address of IPv4 counts by itself`() throws {
        let one = try #require(IPAddress("192.0.2.1"))
        let other = try #require(IPAddress("192.0.2.2"))

        #expect(one.block != other.block)
    }
}
