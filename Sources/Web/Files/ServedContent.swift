public import FoundationEssentials
public import HTTPTypes
public import Hummingbird
import NIOCore

/// Bytes that browsers may keep, ask about and get in part.
///
/// Answers conditional requests and ranges for a file in memory as well as for one
/// that streams from a store.
public struct ServedContent: ResponseGenerator, Sendable {
    /// A stream brought more or fewer bytes than it was said to have: the connection
    /// cannot be used any further.
    struct WrongLength: Error {}

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
        bytes = buffer
        length = Int64(buffer.readableBytes)
        self.mediaType = mediaType
        self.entityTag = entityTag
        self.lastModified = lastModified
        self.caching = caching
        write = { range, writer in try await writer.write(buffer.part(range)) }
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
            var left = range.count
            for try await piece in try await stream(range) {
                left -= piece.count
                guard left >= 0 else { throw WrongLength() }
                try await writer.write(ByteBuffer(bytes: piece))
            }
            guard left == 0 else { throw WrongLength() }
        }
    }

    /// Answers a request.
    public func response(from request: Request, context: some RequestContext) -> Response {
        response(to: request.method, request.headers)
    }

    /// Answers a request with these fields.
    func response(to method: HTTPRequest.Method, _ fields: HTTPFields) -> Response {
        let conditions = Conditions(method, fields)
        switch conditions.verdict(entityTag: entityTag, lastModified: lastModified) {
        case .failed: return Response(status: .preconditionFailed)
        case .notModified: return Response(status: .notModified, headers: validators)
        case .send: break
        }
        var ranges = ByteRanges.whole
        if method == .get,
            conditions.allowsRange(entityTag: entityTag, lastModified: lastModified)
        {
            ranges = ByteRanges(fields[.range], length: length)
        }
        return response(ranges)
    }

    private func response(_ ranges: ByteRanges) -> Response {
        var headers = validators
        headers[.contentType] = mediaType
        headers[.acceptRanges] = "bytes"
        switch ranges {
        case .unsatisfiable:
            return Response(
                status: .rangeNotSatisfiable, headers: [.contentRange: "bytes */\(length)"])
        case .parts(let ranges) where ranges.count == 1:
            headers[.contentRange] = PartialContent.contentRange(ranges[0], of: length)
            return Response(status: .partialContent, headers: headers, body: body(ranges[0]))
        case .parts(let ranges):
            let content = PartialContent(ranges, of: length, mediaType: mediaType)
            headers[.contentType] = content.mediaType
            return Response(status: .partialContent, headers: headers, body: body(content))
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
        if let bytes { return ResponseBody(byteBuffer: bytes.part(range)) }
        return ResponseBody(contentLength: range.count) { [write] writer in
            try await write(range, &writer)
            try await writer.finish(nil)
        }
    }

    private func body(_ content: PartialContent) -> ResponseBody {
        ResponseBody(contentLength: content.byteCount) { [write] writer in
            for (head, range) in zip(content.heads, content.ranges) {
                try await writer.write(ByteBuffer(bytes: head))
                try await write(range, &writer)
            }
            try await writer.write(ByteBuffer(bytes: content.tail))
            try await writer.finish(nil)
        }
    }
}

extension ByteBuffer {
    /// The bytes of a range that lies within the buffer, not copied.
    fileprivate func part(_ range: Range<Int64>) -> ByteBuffer {
        getSlice(at: readerIndex + Int(range.lowerBound), length: range.count) ?? ByteBuffer()
    }
}
