import HTTPTypes
import Hummingbird
import NIOCore
import RenderCache

/// A page as its handler made it, packed in every coding that makes it smaller: what
/// processes share.
struct StoredPage: Sendable {
    /// The handler's own fields, but those that follow from the bytes.
    let fields: HTTPFields
    let mediaType: String
    let bodies: [ContentCoding: ByteBuffer]

    /// Packs a page.
    init(body: [UInt8], headers: HTTPFields) {
        var fields = HTTPFields()
        // Of a field that came several times, the values as one list (RFC 9110, 5.3).
        for field in headers where !Self.madeAnew.contains(field.name) {
            fields[field.name] = headers[field.name]
        }
        self.fields = fields
        mediaType = headers[.contentType] ?? "application/octet-stream"
        if headers[.cacheControl]?.lowercased().contains("no-transform") ?? false {
            bodies = [.identity: ByteBuffer(bytes: body)]
        } else {
            let content = EncodedFile.Content(body, mediaType: mediaType, effort: .quick)
            bodies = content.codings.mapValues(\.bytes)
        }
    }

    private static let madeAnew: Set<HTTPField.Name> = [
        .contentType, .contentLength, .contentEncoding, .eTag, .acceptRanges,
    ]
}

extension StoredPage: Cacheable {
    private static let format: UInt8 = 1

    /// Reads what ``write(to:)`` wrote; the bodies stay where they are.
    ///
    /// - Throws: `UnreadableValue` if another release wrote it otherwise, or it is damaged.
    init(reading bytes: inout ByteBuffer) throws {
        // A page must not keep alive all that a server sent along with it.
        if bytes.storageCapacity > 2 * bytes.readableBytes + 4096 {
            bytes = ByteBuffer(bytes: bytes.readableBytesView)
        }
        guard bytes.readInteger() == Self.format else { throw UnreadableValue() }
        mediaType = try Self.text(&bytes)
        guard let count = bytes.readInteger(as: UInt16.self) else { throw UnreadableValue() }
        var fields = HTTPFields()
        for _ in 0..<count {
            guard let name = HTTPField.Name(try Self.text(&bytes)) else {
                throw UnreadableValue()
            }
            fields.append(HTTPField(name: name, value: try Self.text(&bytes)))
        }
        self.fields = fields
        var bodies: [ContentCoding: ByteBuffer] = [:]
        while bytes.readableBytes > 0 {
            guard let coding = ContentCoding(rawValue: try Self.text(&bytes)),
                let body = bytes.readLengthPrefixedSlice(as: UInt32.self)
            else { throw UnreadableValue() }
            bodies[coding] = body
        }
        guard bodies[.identity] != nil else { throw UnreadableValue() }
        self.bodies = bodies
    }

    /// Appends the page.
    func write(to bytes: inout ByteBuffer) {
        bytes.writeInteger(Self.format)
        Self.write(mediaType.utf8, to: &bytes)
        bytes.writeInteger(UInt16(fields.count))
        for field in fields {
            Self.write(field.name.rawName.utf8, to: &bytes)
            Self.write(field.value.utf8, to: &bytes)
        }
        for (coding, body) in bodies {
            Self.write(coding.rawValue.utf8, to: &bytes)
            Self.write(body.readableBytesView, to: &bytes)
        }
    }

    private static func text(_ bytes: inout ByteBuffer) throws -> String {
        guard let slice = bytes.readLengthPrefixedSlice(as: UInt32.self) else {
            throw UnreadableValue()
        }
        return String(buffer: slice)
    }

    private static func write(_ part: some Collection<UInt8>, to bytes: inout ByteBuffer) {
        bytes.writeInteger(UInt32(part.count))
        bytes.writeBytes(part)
    }
}
