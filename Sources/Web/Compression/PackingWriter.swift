import HTTPTypes
import Hummingbird
import NIOCore

/// Packs the body of a response while it is written.
struct PackingWriter: ResponseBodyWriter {
    private var next: any ResponseBodyWriter
    private let encoder: any ContentEncoder

    init(to next: any ResponseBodyWriter, with encoder: any ContentEncoder) {
        self.next = next
        self.encoder = encoder
    }

    mutating func write(_ buffer: ByteBuffer) async throws {
        let packed = try encoder.encode(buffer, isLast: false)
        if packed.readableBytes > 0 { try await next.write(packed) }
    }

    consuming func finish(_ trailers: HTTPFields?) async throws {
        try await next.write(try encoder.encode(ByteBuffer(), isLast: true))
        try await next.finish(trailers)
    }
}
