import NIOCore
import NIOPosix

/// A connection that sends any bytes, good or bad, and reads what comes back.
package struct RawConnection {
    /// The server closed the connection, or sent what is not HTTP.
    package struct Ended: Error {}

    private typealias Stream = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private var buffer: [UInt8] = []

    /// Opens a connection for as long as `body` runs; one that does not read leaves
    /// everything to lie in the buffers of the system.
    package static func open<Result>(
        port: Int, tls: ClientTLS? = nil, reads: Bool = true,
        _ body: (inout RawConnection) async throws -> Result
    ) async throws -> Result {
        let stream: Stream = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            // Goes on sending after the server has said its last word, as a rude client does.
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelOption(.autoRead, value: reads)
            // Hundreds of tests begin at once, and share the event loops.
            .connectTimeout(.minutes(5))
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls { try channel.pipeline.syncOperations.addHandler(tls.handler()) }
                    return try Stream(
                        wrappingChannelSynchronously: channel,
                        configuration: Stream.Configuration(isOutboundHalfClosureEnabled: true))
                }
            }
        var outcome: Swift.Result<Result, any Error>?
        do {
            try await stream.executeThenClose { inbound, outbound in
                var connection = RawConnection(
                    inbound: inbound.makeAsyncIterator(), outbound: outbound)
                do {
                    outcome = .success(try await body(&connection))
                } catch {
                    outcome = .failure(error)
                }
            }
        } catch {
            // A server that was sent too much may reset the connection once it has answered.
            guard outcome != nil else { throw error }
        }
        guard let outcome else { throw Ended() }
        return try outcome.get()
    }

    /// Sends text as it is.
    package func send(_ text: String) async throws {
        try await send(Array(text.utf8))
    }

    /// Sends bytes as they are.
    package func send(_ bytes: [UInt8]) async throws {
        try await outbound.write(ByteBuffer(bytes: bytes))
    }

    /// Says that nothing more will be sent.
    package func end() {
        outbound.finish()
    }

    /// Reads one response; `isHead` says that no body follows.
    package mutating func response(isHead: Bool = false) async throws -> RawResponse {
        var end = 0
        while true {
            if let found = indexOfEmptyLine() {
                end = found
                break
            }
            guard try await fill() else { throw Ended() }
        }
        guard var response = RawResponse(head: buffer[..<end]) else { throw Ended() }
        buffer.removeFirst(end + 4)
        if !isHead, response["transfer-encoding"] == "chunked" {
            response.body = try await chunks()
            return response
        }
        guard !isHead, let length = response["content-length"].flatMap(Int.init) else {
            return response
        }
        while buffer.count < length { guard try await fill() else { throw Ended() } }
        response.body = Array(buffer[..<length])
        buffer.removeFirst(length)
        return response
    }

    /// Reads a body that comes in chunks (RFC 9112, 7.1).
    private mutating func chunks() async throws -> [UInt8] {
        var body: [UInt8] = []
        while true {
            guard let end = buffer.firstIndex(of: 10) else {
                guard try await fill() else { throw Ended() }
                continue
            }
            let digits = String(decoding: buffer[..<end].dropLast(), as: UTF8.self)
            guard let size = Int(digits, radix: 16) else { throw Ended() }
            while buffer.count < end + 1 + size + 2 {
                guard try await fill() else { throw Ended() }
            }
            body += buffer[(end + 1)..<(end + 1 + size)]
            buffer.removeFirst(end + 1 + size + 2)
            if size == 0 { return body }
        }
    }

    /// Reads just so many bytes.
    package mutating func bytes(_ count: Int) async throws -> [UInt8] {
        while buffer.count < count { guard try await fill() else { throw Ended() } }
        defer { buffer.removeFirst(count) }
        return Array(buffer[..<count])
    }

    /// Reads until the server closes, and returns how many bytes came.
    package mutating func drain() async -> Int {
        await rest().count
    }

    /// Reads until the server closes, and returns what came.
    package mutating func rest() async -> [UInt8] {
        while (try? await fill()) == true {}
        defer { buffer = [] }
        return buffer
    }

    /// Reads until the server ends the connection, and returns what came.
    ///
    /// - Throws: if it breaks the connection off instead.
    package mutating func restToEnd() async throws -> [UInt8] {
        while try await fill() {}
        defer { buffer = [] }
        return buffer
    }

    private mutating func fill() async throws -> Bool {
        guard let piece = try await inbound.next() else { return false }
        buffer.append(contentsOf: piece.readableBytesView)
        return true
    }

    private func indexOfEmptyLine() -> Int? {
        let end = Array("\r\n\r\n".utf8)
        guard buffer.count >= 4 else { return nil }
        return (0...buffer.count - 4).first { buffer[$0..<$0 + 4].elementsEqual(end) }
    }
}
