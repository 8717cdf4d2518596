import NIOCore
import Synchronization
import Testing

@testable import Web

@Suite("Bodies that arrive", .timeLimit(.minutes(5)))
struct IncomingBodyTests {
    private func text(_ body: IncomingBody) async throws -> String {
        var text = ""
        for try await piece in body { text += String(buffer: piece) }
        return text
    }

    @Test func `pieces are read in order, whether they came before or after their reader`()
        async throws
    {
        let body = IncomingBody {}
        _ = body.add(ByteBuffer(string: "a"))
        _ = body.add(ByteBuffer(string: "b"))
        async let whole = self.text(body)
        _ = body.add(ByteBuffer(string: "c"))
        body.finish()

        let text = try await whole

        #expect(text == "abc")
    }

    @Test func `a failure comes after what has arrived`() async throws {
        let body = IncomingBody {}
        _ = body.add(ByteBuffer(string: "a"))
        body.finish(.failure(ChannelError.inputClosed))
        let pieces = body.makeAsyncIterator()

        let first = try await pieces.next()

        #expect(first == ByteBuffer(string: "a"))
        await #expect(throws: ChannelError.self) { try await pieces.next() }
    }

    @Test func `what nobody reads is bounded, and more is wanted once it is read`() async throws {
        let wishes = Atomic(0)
        let body = IncomingBody { wishes.add(1, ordering: .relaxed) }
        let piece = ByteBuffer(repeating: 0, count: 64 << 10)
        var count = 1
        while body.add(piece), count < 100 { count += 1 }
        let pieces = body.makeAsyncIterator()

        for _ in 0..<count { _ = try await pieces.next() }

        #expect(count == 4)
        #expect(wishes.load(ordering: .relaxed) == 1)
    }

    @Test func `a reader who is cancelled gives the body up, and does not take it for whole`()
        async throws
    {
        let body = IncomingBody {}
        let reader = Task { try await self.text(body) }
        reader.cancel()

        await #expect(throws: CancellationError.self) { try await reader.value }
        #expect(!body.add(ByteBuffer(string: "a")))
        await #expect(throws: CancellationError.self) {
            try await body.makeAsyncIterator().next()
        }
    }
}
