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
            headerBytes: 1000)
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
        try? await reader.read(limits)

        try? await reader.read(.standard)

        #expect(await reader.fields.map(\.name) == ["a"])
    }
}
