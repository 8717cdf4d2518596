/// Where a memcached server listens, and what its share of the keys is.
public struct MemcachedAddress: Hashable, Sendable {
    package enum Endpoint: Hashable, Sendable {
        case host(String, port: Int)
        case path(String)
    }

    /// The port that memcached listens on when it is told no other.
    public static let defaultPort = 11211

    /// How many keys fall to it, compared with the others: 2 for twice the memory.
    public let weight: Int

    package let endpoint: Endpoint
    /// What the ring of servers calls it: the same in every process and every client.
    package let name: String

    /// A server on the network.
    ///
    /// Where `address` is known, it is connected to, and `host` is only the server's name.
    public init(
        host: String, port: Int = defaultPort, weight: Int = 1, address: String? = nil
    ) {
        endpoint = .host(address ?? host, port: port)
        name = port == Self.defaultPort ? host : "\(host):\(port)"
        self.weight = max(1, weight)
    }

    /// A server on this machine, at a Unix domain socket.
    public init(path: String, weight: Int = 1) {
        endpoint = .path(path)
        name = "\(path):0"
        self.weight = max(1, weight)
    }
}

extension MemcachedAddress: CustomStringConvertible {
    /// The server's name, with the port unless it is the usual one.
    public var description: String { name }
}
