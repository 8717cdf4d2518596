/// Which server has which key: consistent hashing, as libmemcached's `KETAMA_WEIGHTED` has it.
///
/// Every server has some 160 points on a circle of 32-bit numbers, and a key belongs to the
/// server of the first point at or after its own. A server more or less moves only the keys
/// of its own points, and every client that follows the same rules finds the same server.
///
/// Source: libmemcached 1.0, `libmemcached/hosts.cc` (`update_continuum`), and its
/// `docs/source/memcached_behavior.rst`.
package struct KetamaRing: Sendable {
    private struct Point: Sendable {
        let value: UInt32
        let server: Int
    }

    private let points: [Point]
    private let count: Int

    /// The ring of servers with these names and weights, in their order.
    package init(_ servers: [MemcachedAddress]) {
        count = servers.count
        let total = servers.reduce(0) { $0 + $1.weight }
        var points: [Point] = []
        // With one server there is nothing to choose.
        for (index, server) in servers.enumerated() where servers.count > 1 {
            let digests = Self.digests(for: server.weight, of: total, servers: servers.count)
            for number in 0..<digests {
                let digest = Digest.md5("\(server.name)-\(number)")
                points += (0..<4).map { Point(value: Self.word($0, of: digest), server: index) }
            }
        }
        self.points = points.sorted { ($0.value, $0.server) < ($1.value, $1.server) }
    }

    /// How many points there are on the circle.
    package var size: Int { points.count }

    /// The index of the server that a key belongs to; `nil` if there are none.
    package func server(for key: String) -> Int? {
        guard count > 1 else { return count == 1 ? 0 : nil }
        let value = Self.word(0, of: Digest.md5(key))
        var low = 0
        var high = points.count
        while low < high {
            let middle = (low + high) / 2
            if points[middle].value < value { low = middle + 1 } else { high = middle }
        }
        return points[low == points.count ? 0 : low].server
    }

    /// How many digests of four points each a server has.
    ///
    /// They are 40 for each server of the ring, divided by weight. The arithmetic has to be
    /// done in 32 bits to round as others do.
    private static func digests(for weight: Int, of total: Int, servers: Int) -> Int {
        let share = Float(weight) / Float(total)
        let exact = Double(share * 160 / 4 * Float(servers)) + 0.000_000_000_1
        return Int(Float(exact).rounded(.down))
    }

    private static func word(_ index: Int, of digest: [UInt8]) -> UInt32 {
        digest[(index * 4)..<(index * 4 + 4)].reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
}
