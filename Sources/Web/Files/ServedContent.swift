public import FoundationEssentials
public import HTTPTypes
public import Hummingbird
import NIOCore

/// Bytes that browsers may keep, ask about and get in part.
///
/// Answers conditional requests and single ranges for a file in memory as well as
/// for one that streams from a store.
public struct ServedContent: ResponseGenerator, Sendable {
    private typealias Write =
        @Sendable (Range<Int64>, inout any ResponseBodyWriter) async throws -> Void

    /// Further headers, which win over those made here.
    public var headers: HTTPFields = [:]

    private let length: Int64
    private let mediaType: String
    private let entityTag: EntityTag?
    private let lastModified: Date?
    private let caching: Caching
    private let bytes: ByteBuffer?
    private let write: Write

    /// Serves bytes.
    public init(
        bytes: [UInt8],
        mediaType: String,
        entityTag: EntityTag?,
        lastModified: Date? = nil,
        caching: Caching
    ) {
        self.init(
            buffer: ByteBuffer(bytes: bytes), mediaType: mediaType, entityTag: entityTag,
            lastModified: lastModified, caching: caching)
    }

    init(
        buffer: ByteBuffer,
        mediaType: String,
        entityTag: EntityTag?,
        lastModified: Date? = nil,
        caching: Caching
    ) {
        length = Int64(buffer.readableBytes)
        bytes = buffer
        self.mediaType = mediaType
        self.entityTag = entityTag
        self.lastModified = lastModified
        self.caching = caching
        write = { _, _ in }
    }

    /// Serves a stream; `stream` is asked for the bytes of one range.
    public init<Bytes: AsyncSequence & Sendable>(
        length: Int64,
        mediaType: String,
        entityTag: EntityTag?,
        lastModified: Date? = nil,
        caching: Caching,
        stream: @escaping @Sendable (Range<Int64>) async throws -> Bytes
    ) where Bytes.Element == [UInt8] {
        self.length = max(0, length)
        self.mediaType = mediaType
        self.entityTag = entityTag
        self.lastModified = lastModified
        self.caching = caching
        bytes = nil
        write = { range, writer in
            for try await piece in try await stream(range) {
                try await writer.write(ByteBuffer(bytes: piece))
            }
        }
    }

    /// Answers a request.
    public func response(from request: Request, context: some RequestContext) -> Response {
        let conditions = Conditions(request)
        switch conditions.verdict(entityTag: entityTag, lastModified: lastModified) {
        case .failed: return Response(status: .preconditionFailed)
        case .notModified: return Response(status: .notModified, headers: validators)
        case .send: break
        }
        var headers = validators
        headers[.contentType] = mediaType
        headers[.acceptRanges] = "bytes"
        var range = ByteRange.whole
        if request.method == .get,
            conditions.allowsRange(entityTag: entityTag, lastModified: lastModified)
        {
            range = ByteRange(request.headers[.range], length: length)
        }
        switch range {
        case .unsatisfiable:
            return Response(
                status: .rangeNotSatisfiable, headers: [.contentRange: "bytes */\(length)"])
        case .part(let part):
            headers[.contentRange] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(length)"
            return Response(status: .partialContent, headers: headers, body: body(part))
        case .whole:
            return Response(status: .ok, headers: headers, body: body(0..<length))
        }
    }

    private var validators: HTTPFields {
        var fields: HTTPFields = [.cacheControl: caching.cacheControl]
        fields[.eTag] = entityTag?.description
        fields[.lastModified] = lastModified.map(HTTPDate.text)
        for field in headers { fields[field.name] = field.value }
        return fields
    }

    private func body(_ range: Range<Int64>) -> ResponseBody {
        let count = Int(range.upperBound - range.lowerBound)
        if let bytes {
            let start = bytes.readerIndex + Int(range.lowerBound)
            return ResponseBody(
                byteBuffer: bytes.getSlice(at: start, length: count) ?? ByteBuffer())
        }
        return ResponseBody(contentLength: count) { [write] writer in
            try await write(range, &writer)
            try await writer.finish(nil)
        }
    }
}
