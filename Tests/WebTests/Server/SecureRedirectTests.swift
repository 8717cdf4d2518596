import Hummingbird
import Logging
import TestSupport
import Testing
import Web

@Suite("The way to TLS", .timeLimit(.minutes(5)))
struct SecureRedirectTests {
    private func get(_ target: String, host: String) async throws -> RawResponse? {
        var settings = WebSettings(secretKey: .random(), origin: "https://blog.example")
        settings.connections = settings.connections.patient
        let (ports, found) = AsyncStream.makeStream(of: Int.self)
        let application = SecureRedirect.application(
            settings: settings, address: .hostname("127.0.0.1", port: 0),
            onServerRunning: { channel in
                found.yield(channel.localAddress?.port ?? 0)
                found.finish()
            }, logger: Logger(label: "test"))
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            var answer: RawResponse?
            for await port in ports {
                answer = try await RawConnection.open(port: port) { connection in
                    try await connection.send("GET \(target) HTTP/1.1\r\nHost: \(host)\r\n\r\n")
                    return try await connection.response()
                }
            }
            group.cancelAll()
            while let result = await group.nextResult() { _ = result }
            return answer
        }
    }

    @Test func `a page leads to itself at the site's own address`() async throws {
        let answer = try await get("/posts/a%20b?before=1", host: "blog.example")

        #expect(answer?.status == 308)
        #expect(answer?["location"] == "https://blog.example/posts/a%20b?before=1")
    }

    @Test func `another name leads to the site's own address`() async throws {
        let answer = try await get("/", host: "evil.example")

        #expect(answer?["location"] == "https://blog.example/")
    }

    @Test(
        "a target that is no path leads to the front page",
        arguments: ["http://evil.example/", "*"])
    func noPath(target: String) async throws {
        let answer = try await get(target, host: "blog.example")

        #expect(answer?["location"] == "https://blog.example/")
    }
}
