import Logging
import NIOCore
import NIOPosix

/// Follows the servers of a managed service.
struct ClusterDiscovery: Sendable {
    /// How many answers in a row may be of an older version than the last.
    private static let mostLagging = 3

    let endpoint: MemcachedAddress
    let interval: Duration
    let timeout: TimeAmount
    let group: any EventLoopGroup
    let logger: Logger

    /// Asks again and again until its task is cancelled, and tells what has changed.
    ///
    /// What cannot be had changes nothing: servers that were known go on being used.
    func follow(_ change: @Sendable ([MemcachedAddress]) -> Bool) async {
        var newest: UInt64?
        var older = 0
        var isSilent = false
        while !Task.isCancelled {
            do {
                let found = try await configuration()
                isSilent = false
                // Endpoints that are copies of each other may lag behind; a cluster that was
                // made anew counts from one, and says so whenever it is asked.
                older = found.version < newest ?? 0 ? older + 1 : 0
                if older == 0 || older > Self.mostLagging {
                    older = 0
                    newest = found.version
                    if change(found.servers) { tell(of: found) }
                }
            } catch {
                if !isSilent, !Task.isCancelled {
                    logger.warning(
                        "memcached's discovery endpoint gives no list of servers",
                        metadata: ["endpoint": "\(endpoint)"])
                }
                isSilent = true
            }
            // Without any server there is nothing to lose by asking sooner.
            let pause = newest == nil ? min(interval, .seconds(1)) : interval
            try? await Task.sleep(for: pause)
        }
    }

    private func tell(of found: ClusterConfiguration) {
        logger.notice(
            "memcached's servers have changed",
            metadata: [
                "version": "\(found.version)",
                "servers": "\(found.servers.map(\.name).joined(separator: ","))",
            ])
    }

    private func configuration() async throws -> ClusterConfiguration {
        let eventLoop = group.next()
        let promise = eventLoop.makePromise(of: ClusterConfiguration.self)
        let bootstrap = ClientBootstrap(group: eventLoop)
            .connectTimeout(timeout)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ConfigurationHandler(promise))
                }
            }
        let channel =
            switch endpoint.endpoint {
            case .host(let host, let port): bootstrap.connect(host: host, port: port)
            case .path(let path): bootstrap.connect(unixDomainSocketPath: path)
            }
        let timer = eventLoop.scheduleTask(in: timeout * 2) { promise.fail(DiscoveryError()) }
        channel.whenFailure { promise.fail($0) }
        promise.futureResult.whenComplete { _ in
            timer.cancel()
            channel.whenSuccess { $0.close(promise: nil) }
        }
        return try await promise.futureResult.get()
    }
}
