import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// Collects the body of a response that somebody else would have sent.
final class BodyCollector: Sendable {
    private struct TooLarge: Error {}

    private let limit: Int
    private let bytes = Mutex<[UInt8]>([])

    private init(limit: Int) {
        self.limit = limit
    }

    /// Returns the bytes of a body; `nil` if there are more than `limit`, or nobody knows
    /// how many there will be: then it may go on for ever.
    ///
    /// - Throws: what writing it throws.
    static func bytes(of body: ResponseBody, limit: Int) async throws -> [UInt8]? {
        guard let length = body.contentLength, length <= limit else { return nil }
        let collector = BodyCollector(limit: limit)
        do {
            try await body.write(Writer(collector: collector))
        } catch is TooLarge {
            return nil
        }
        return collector.bytes.withLock { $0 }
    }

    private struct Writer: ResponseBodyWriter {
        let collector: BodyCollector

        mutating func write(_ buffer: ByteBuffer) throws {
            try collector.bytes.withLock { bytes in
                guard bytes.count + buffer.readableBytes <= collector.limit else {
                    throw TooLarge()
                }
                bytes += buffer.readableBytesView
            }
        }

        consuming func finish(_ trailers: HTTPFields?) {}
    }
}
