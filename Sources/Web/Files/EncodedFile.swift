import HTTPTypes
import Hummingbird
import NIOCore

/// A file in memory, in each coding that makes it smaller.
///
/// Each is a representation of its own with a tag of its own, so that ranges and
/// conditions mean the bytes that were sent (RFC 9110, 8.8.3.3).
struct EncodedFile: ResponseGenerator, Sendable {
    /// What a file of a site consists of.
    struct Content: Sendable {
        let mediaType: String
        /// The bytes in each coding with their tags; those of `identity` are always there.
        let codings: [ContentCoding: (bytes: ByteBuffer, tag: EntityTag)]

        /// Packs `bytes` in every coding that is worth it.
        init(_ bytes: [UInt8], mediaType: String, effort: ContentCoding.Effort = .best) {
            var all: [ContentCoding: [UInt8]] = [.identity: bytes]
            for coding in [ContentCoding.brotli, .gzip] where FileType.isCompressible(mediaType) {
                guard let packed = coding.pack(bytes, effort), packed.count < bytes.count else {
                    continue
                }
                all[coding] = packed
            }
            self.init(packed: all, mediaType: mediaType)
        }

        private init(packed: [ContentCoding: [UInt8]], mediaType: String) {
            self.mediaType = mediaType
            codings = packed.mapValues { (ByteBuffer(bytes: $0), .hash(of: $0)) }
        }

        /// Takes what has been packed before, without copying it.
        init(packed: [ContentCoding: ByteBuffer], mediaType: String) {
            self.mediaType = mediaType
            codings = packed.mapValues { ($0, .hash(of: Array($0.readableBytesView))) }
        }
    }

    private let representations: [ContentCoding: ServedContent]

    /// Serves a content, with further headers and the date that they may name.
    init(_ content: Content, caching: Caching, headers: HTTPFields = [:]) {
        let lastModified = headers[.lastModified].flatMap(HTTPDate.date)
        representations = content.codings.mapValues { bytes, tag in
            var served = ServedContent(
                buffer: bytes, mediaType: content.mediaType, entityTag: tag,
                lastModified: lastModified, caching: caching)
            served.headers = headers
            if content.codings.count > 1 { served.headers.addVary("Accept-Encoding") }
            return served
        }
    }

    func response(from request: Request, context: some RequestContext) -> Response {
        response(to: request.method, request.headers)
    }

    /// Answers a request with these fields.
    func response(to method: HTTPRequest.Method, _ fields: HTTPFields) -> Response {
        let coding = ContentCoding.best(
            for: fields.list(.acceptEncoding), of: Array(representations.keys))
        guard let served = representations[coding] else { return Response(status: .notFound) }
        var response = served.response(to: method, fields)
        if coding != .identity, response.status.kind == .successful {
            response.headers[.contentEncoding] = coding.rawValue
        }
        return response
    }
}
