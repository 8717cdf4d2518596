/// Which memcached servers a store uses, and how.
public struct MemcachedConfiguration: Sendable {
    /// Where the list of servers comes from.
    public enum Servers: Hashable, Sendable {
        /// From here.
        case fixed([MemcachedAddress])
        /// From the discovery endpoint of a managed service, which is asked each interval.
        case discovered(endpoint: MemcachedAddress, interval: Duration = .seconds(60))
    }

    /// The servers.
    public var servers: Servers
    /// What the store's keys begin with, so that `clear` spares all others: letters, digits,
    /// `.`, `_` and `-`; at most ``longestNameSpace`` of them.
    public var nameSpace = "cache"
    /// How long a value lives that is stored without a timeout.
    public var defaultTimeout = Duration.seconds(300)
    /// How long a server may take, and connecting to it as well; then it counts as away.
    public var operationTimeout = Duration.milliseconds(500)
    /// How many connections each server gets.
    public var connectionsPerServer = 2
    /// The largest value that is stored or taken from a server; memcached's own limit (`-I`)
    /// is a megabyte if nothing else is set, for a value with its key.
    public var maximumValueSize = 1 << 20
    /// How many failures in a row it takes until a server is left alone.
    public var failuresUntilSkipped = 3
    /// How long it is left alone at first; twice as long after each probe that fails.
    public var shortestPause = Duration.seconds(1)
    /// How long it is left alone at most.
    public var longestPause = Duration.seconds(30)

    /// How long a name space may be.
    public static let longestNameSpace = 64

    /// The usual way to use these servers.
    public init(_ servers: Servers) {
        self.servers = servers
    }
}
