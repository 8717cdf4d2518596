public import Logging
public import Metrics
public import NIOCore
public import NIOPosix
import Synchronization

/// A store on memcached servers (1.6 or newer), which many processes and machines share.
///
/// ```swift
/// let configuration = try MemcachedConfiguration(url: "memcached://10.0.0.1,10.0.0.2")
/// let store = MemcachedStore(configuration, logger: logger)
/// _ = await store.set(CacheKey("post", id), bytes, timeout: .seconds(60))
/// await store.close()
/// ```
///
/// Keys are spread by consistent hashing. A server that is away makes its keys misses; they do
/// not move to another, which would hold old values when the first came back. For the same
/// reason a value may come back that was deleted while its server could not be reached: what
/// must never be seen again is told apart by what is in it, such as a stamp.
///
/// A timeout ends up to two seconds late: memcached counts whole seconds. There is neither TLS
/// nor a password: the network between has to be trusted.
public final class MemcachedStore: Sendable {
    let cluster: MemcachedCluster
    let keys: KeySpace
    let defaultTimeout: Duration
    let maximumValueSize: Int

    private let discovery = Mutex<Task<Void, Never>?>(nil)

    /// A store that connects to its servers when they are first needed.
    ///
    /// A name space with other characters than those that are allowed is a mistake of the
    /// program.
    public init(
        _ configuration: MemcachedConfiguration, logger: Logger,
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
        metrics: any MetricsFactory = MetricsSystem.factory
    ) {
        precondition(
            MemcachedConfiguration.isNameSpace(configuration.nameSpace),
            "a name space of memcached has letters, digits, '.', '_' and '-'")
        keys = KeySpace(nameSpace: configuration.nameSpace)
        defaultTimeout = configuration.defaultTimeout
        maximumValueSize = configuration.maximumValueSize
        let limits = ConnectionLimits(
            timeout: TimeAmount(configuration.operationTimeout),
            maximumValueSize: configuration.maximumValueSize)
        let policy = CircuitBreaker.Policy(configuration)
        let connections = configuration.connectionsPerServer
        let cluster = MemcachedCluster(configuration.servers.known) { address in
            MemcachedNode(
                address, group: group, connections: connections, limits: limits,
                health: ServerHealth(
                    of: address.name, policy: policy, logger: logger, factory: metrics))
        }
        self.cluster = cluster
        guard case .discovered(let endpoint, let interval) = configuration.servers else { return }
        let source = ClusterDiscovery(
            endpoint: endpoint, interval: interval, timeout: limits.timeout, group: group,
            logger: logger)
        discovery.withLock { $0 = Task { await source.follow(cluster.change) } }
    }

    deinit {
        discovery.withLock { $0?.cancel() }
        _ = cluster.close()
    }

    /// Answers what is under way and closes every connection; from then on everything is a
    /// miss.
    public func close() async {
        let task = discovery.withLock { $0.take() }
        task?.cancel()
        await task?.value
        for connection in cluster.close() { try? await connection.get() }
    }
}

extension MemcachedConfiguration.Servers {
    fileprivate var known: [MemcachedAddress] {
        if case .fixed(let servers) = self { servers } else { [] }
    }
}

extension CircuitBreaker.Policy {
    fileprivate init(_ configuration: MemcachedConfiguration) {
        self.init()
        failures = configuration.failuresUntilSkipped
        shortestPause = TimeAmount(configuration.shortestPause)
        longestPause = TimeAmount(configuration.longestPause)
    }
}
