import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import Testing

@testable import Web

@Suite("Accepted connections")
struct AcceptedConnectionTests {
    @Test(
        "a connection that nobody serves is closed, and ends nothing else", .timeLimit(.minutes(5)))
    func unserved() async throws {
        let web = WebChannel(settings: WebSettings(secretKey: .random())) { _, _ in
            Response(status: .ok)
        }
        let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(host: "127.0.0.1", port: 0).get()
        let address = try #require(listener.localAddress)
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(to: address).get()

        _ = try await channel.eventLoop.flatSubmit {
            web.setup(channel: channel, logger: Logger(label: "test"))
        }.get()

        // A connection that stays open hangs here, until the time limit of the test.
        try await channel.closeFuture.get()
        try await listener.close()
    }
}
