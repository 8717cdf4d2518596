import RenderCache
import Testing

/// The expected numbers are libmemcached's own (1.0.16, asked through pylibmc 1.6.3 with
/// `behaviors={"ketama_weighted": True}` and its method `hash`), for the keys `post/0` to
/// `post/9999`.
@Suite("The ring of memcached servers")
struct KetamaRingTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        let servers: [MemcachedAddress]
        let points: Int
        let first: [Int]
        let shares: [Int]

        var testDescription: String { servers.map(\.name).joined(separator: " ") }
    }

    static let samples = [
        Sample(
            servers: [
                MemcachedAddress(host: "10.0.1.1"), MemcachedAddress(host: "10.0.1.2"),
                MemcachedAddress(host: "10.0.1.3", port: 11212),
            ],
            points: 480,
            first: [0, 0, 0, 2, 1, 1, 2, 2, 1, 0, 0, 1, 2, 1, 2, 0, 0, 0, 2, 1, 0, 2, 1, 1],
            shares: [3076, 3285, 3639]),
        Sample(
            servers: [
                MemcachedAddress(host: "10.0.1.1", weight: 600),
                MemcachedAddress(host: "10.0.1.2", weight: 300),
                MemcachedAddress(host: "10.0.1.3", weight: 200),
                MemcachedAddress(host: "10.0.1.4", port: 11212, weight: 350),
            ],
            points: 636,
            first: [3, 0, 0, 3, 1, 0, 3, 3, 1, 3, 3, 1, 3, 2, 0, 0, 0, 0, 0, 2, 0, 3, 2, 0],
            shares: [3962, 1834, 1570, 2634]),
        Sample(
            servers: [
                MemcachedAddress(host: "cache-a.example"),
                MemcachedAddress(host: "cache-b.example", port: 11213, weight: 2),
                MemcachedAddress(host: "cache-c.example", weight: 4),
            ],
            points: 476,
            first: [2, 1, 1, 0, 2, 2, 2, 1, 1, 2, 2, 1, 0, 1, 2, 2, 2, 0, 2, 2, 2, 0, 0, 1],
            shares: [1671, 2594, 5735]),
    ]

    @Test(arguments: samples)
    func `keys lie where libmemcached looks for them`(sample: Sample) {
        let ring = KetamaRing(sample.servers)

        let found = Self.servers(of: 10_000, on: ring)

        #expect(ring.size == sample.points)
        #expect(Array(found.prefix(24)) == sample.first)
        #expect(
            sample.servers.indices.map { index in found.count { $0 == index } } == sample.shares)
    }

    @Test(arguments: 2...10)
    func `a server more moves only its own share of the keys`(count: Int) {
        let servers = (0...count).map { MemcachedAddress(host: "10.0.0.\($0)") }

        let before = Self.servers(of: 5_000, on: KetamaRing(Array(servers.dropLast())))
        let after = Self.servers(of: 5_000, on: KetamaRing(servers))

        let moved = zip(before, after).filter { $0 != $1 }
        #expect(moved.allSatisfy { $0.1 == count })
        #expect(Double(moved.count) < 1.5 * 5_000 / Double(count + 1))
        #expect(Double(moved.count) > 0.5 * 5_000 / Double(count + 1))
    }

    @Test
    func `one server has every key, and none has none`() {
        let one = KetamaRing([MemcachedAddress(path: "/run/memcached.sock")])

        #expect(one.server(for: "post/1") == 0)
        #expect(KetamaRing([]).server(for: "post/1") == nil)
    }

    private static func servers(of keys: Int, on ring: KetamaRing) -> [Int] {
        (0..<keys).compactMap { ring.server(for: "post/\($0)") }
    }
}
