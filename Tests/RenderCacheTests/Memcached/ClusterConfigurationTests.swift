import RenderCache
import Testing

@Suite("The list of servers of a managed memcached")
struct ClusterConfigurationTests {
    static let servers = [
        MemcachedAddress(host: "one.example", address: "10.82.235.120"),
        MemcachedAddress(host: "two.example", port: 11212, address: "10.80.249.27"),
    ]

    @Test(arguments: [
        // As Amazon documents it, and with the ends of lines that others write.
        "CONFIG cluster 0 136\r\n12\none.example|10.82.235.120|11211 two.example|10.80.249.27|11212\n\r\nEND\r\n",
        "CONFIG cluster 0 147\r\n12\r\none.example|10.82.235.120|11211 two.example|10.80.249.27|11212\r\n\r\nEND\r\n",
    ])
    func `a list is read`(answer: String) throws {
        let configuration = try #require(ClusterConfiguration(answer))

        #expect(configuration.version == 12)
        #expect(configuration.servers == Self.servers)
    }

    @Test
    func `a server without an address is reached by its name, and the other way round`() {
        let configuration = ClusterConfiguration(
            "CONFIG cluster 0 1\r\n1\na.example||11211 |10.0.0.1|11211\n\r\nEND\r\n")

        #expect(
            configuration?.servers == [
                MemcachedAddress(host: "a.example"),
                MemcachedAddress(host: "10.0.0.1", address: "10.0.0.1"),
            ])
    }

    @Test
    func `a cluster may have no servers`() {
        let configuration = ClusterConfiguration("CONFIG cluster 0 1\r\n7\n\n\r\nEND\r\n")

        #expect(configuration?.servers == [])
    }

    @Test(arguments: [
        "END\r\n", "ERROR\r\n", "", "CONFIG cluster 0 1\r\nx\na|b|1\n\r\nEND\r\n",
        "CONFIG cluster 0 1\r\n1\na|b\n\r\nEND\r\n", "CONFIG cluster 0 1\r\n1\na|b|0\n\r\nEND\r\n",
        "CONFIG cluster 0 1\r\n1\n||11211\n\r\nEND\r\n",
        "CONFIG other 0 1\r\n1\na|b|1\n\r\nEND\r\n",
    ])
    func `what is no list is told`(answer: String) {
        #expect(ClusterConfiguration(answer) == nil)
    }
}
