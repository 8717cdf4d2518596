import RenderCache
import Testing

@Suite("Addresses of memcached servers")
struct MemcachedConfigurationTests {
    @Test(arguments: [
        ("memcached://a", [MemcachedAddress(host: "a")]),
        (
            "memcached://a,b.example:11212,10.0.0.1:11211:3",
            [
                MemcachedAddress(host: "a"), MemcachedAddress(host: "b.example", port: 11212),
                MemcachedAddress(host: "10.0.0.1", weight: 3),
            ]
        ),
        (
            "memcached://[::1],[fe80::1]:11212:2",
            [
                MemcachedAddress(host: "::1"),
                MemcachedAddress(host: "fe80::1", port: 11212, weight: 2),
            ]
        ),
        ("memcached:///run/memcached.sock", [MemcachedAddress(path: "/run/memcached.sock")]),
    ])
    func `servers are read from a text`(url: String, servers: [MemcachedAddress]) throws {
        let configuration = try MemcachedConfiguration(url: url)

        #expect(configuration.servers == .fixed(servers))
    }

    @Test
    func `a discovery endpoint is read too`() throws {
        let configuration = try MemcachedConfiguration(
            url: "memcached+discovery://cfg.example:11212")

        let endpoint = MemcachedAddress(host: "cfg.example", port: 11212)
        #expect(configuration.servers == .discovered(endpoint: endpoint))
    }

    @Test(arguments: [
        "", "memcached://", "memcached://a,", "memcached://a,,b", "memcached://a:", "redis://a",
        "memcached://a:0", "memcached://a:65536", "memcached://a:x", "memcached://a:1:0",
        "memcached://a:1:2:3", "memcached://[::1", "memcached://[::1]x", "memcached://a b",
        "memcached://a/b", "memcached://a,b,a", "memcached://a?", "memcached://a?tls=yes",
        "memcached://user@a", "memcached+discovery://",
    ])
    func `what is no address is refused`(url: String) {
        #expect(throws: MemcachedAddressError.self) { try MemcachedConfiguration(url: url) }
    }

    @Test
    func `a refusal says what is wrong`() {
        let error = #expect(throws: MemcachedAddressError.self) {
            try MemcachedConfiguration(url: "memcached://a:port")
        }

        #expect(
            error?.description
                == "'a:port' is no address of memcached: a port is a number from 1 to 65535")
    }
}
