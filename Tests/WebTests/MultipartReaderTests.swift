import Hummingbird
import NIOCore
import TestSupport
import Testing

@testable import Web

@Suite("Multipart reader")
struct MultipartReaderTests {
    /// A reader of a body that comes in just these pieces.
    private func reader(_ pieces: [[UInt8]]) -> MultipartReader {
        MultipartReader(
            boundary: Array("X".utf8),
            body: BodyReader(RequestBody(pieces: pieces.map { ByteBuffer(bytes: $0) })),
            folder: "/nowhere", headerBytes: 1000
        ) { _ in }
    }

    @Test func `the token is found in a full piece after a short one`() async throws {
        let body = Multipart([
            .field("_csrf", "good"), .field("a", String(repeating: "x", count: 64 << 10)),
        ]).bytes
        let reader = reader([Array(body.prefix(5)), Array(body.dropFirst(5).prefix(64 << 10))])

        let token = try await reader.firstField(named: "_csrf")

        #expect(token == "good")
    }

    @Test func `nothing is read after a piece that was lost`() async throws {
        let body = Multipart([.field("a", "first"), .field("b", "one two three")]).bytes
        let cut = body.count - 20
        let reader = reader([
            Array(body.prefix(cut)), [UInt8](repeating: 120, count: 1000),
            Array(body.dropFirst(cut)),
        ])
        var limits = FormLimits.standard
        limits.totalBytes = Int64(body.count)
        _ = try? await reader.form(limits)

        let words = await reader.words(.standard)

        #expect(words.text("a") == "first")
        #expect(words.text("b") == nil)
    }
}
