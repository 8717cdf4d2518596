import NIOCore
import NIOPosix

/// A port of this machine for a server that a test starts, stops and starts again.
///
/// The kernel picks the ports of outgoing connections from 32768 on, and a server that is
/// down for a moment would lose its port to one of them. So this takes one from below.
package func unusedPort() throws -> Int {
    for _ in 0..<100 {
        let port = Int.random(in: 15_000..<32_000)
        let probe = ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        guard let channel = try? probe.bind(host: "127.0.0.1", port: port).wait() else { continue }
        try channel.close().wait()
        return port
    }
    throw NoUnusedPort()
}

private struct NoUnusedPort: Error {}
