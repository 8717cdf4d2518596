import NIOCore
import NIOPosix
import RenderCache

/// Asks a memcached as `telnet` would.
enum RawMemcached {
    /// Sends a command and returns what comes back up to a line with `end`.
    static func ask(
        _ server: MemcachedProcess, _ command: String, until end: String
    ) async throws -> String {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: server.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: command + "\r\n"))
            var answer = ""
            for try await bytes in inbound {
                answer += String(buffer: bytes)
                if answer.hasSuffix("\(end)\r\n") { break }
            }
            return answer
        }
    }

    /// A number out of the server's statistics.
    static func statistic(_ name: String, of server: MemcachedProcess) async throws -> Int? {
        let all = try await ask(server, "stats", until: "END")
        for line in all.split(whereSeparator: \.isNewline) {
            let words = line.split(separator: " ")
            if words.count == 3, words[1] == name { return Int(words[2]) }
        }
        return nil
    }
}
