import HTTPTypes
import NIOCore

/// A page in one coding, written out as it goes over the wire, but for its first lines.
struct ReadyAnswer: Sendable {
    /// How long the body is.
    let bodyLength: Int
    /// The rest of the head, and the body.
    let whole: ByteBuffer
    /// The rest of the head, for HEAD.
    let head: ByteBuffer
    /// The rest of the head of the answer to who has the page already.
    let notModified: ByteBuffer
    /// The entity tag as it stands in the head.
    let tag: [UInt8]
    private let entityTag: EntityTag

    /// Writes out what the slow way answers to a plain request and to one that names the tag.
    init(
        fields: HTTPFields, notModifiedFields: HTTPFields, content: ByteBuffer, entityTag: EntityTag
    ) {
        bodyLength = content.readableBytes
        var bytes = ByteBuffer()
        Self.write(fields, to: &bytes)
        head = bytes
        bytes.writeImmutableBuffer(content)
        whole = bytes
        var notModifiedFields = notModifiedFields
        // It would be that of the page (RFC 9110, 8.6), which nobody needs.
        notModifiedFields[.contentLength] = nil
        var rest = ByteBuffer()
        Self.write(notModifiedFields, to: &rest)
        notModified = rest
        tag = Array(entityTag.description.utf8)
        self.entityTag = entityTag
    }

    /// Whether `If-None-Match` names this page.
    func isNamed(in field: Span<UInt8>) -> Bool {
        // Browsers send back what they got.
        if field.holds(tag) { return true }
        return Conditions.names(field.text(field.indices), entityTag, weakly: true)
    }

    private static func write(_ fields: HTTPFields, to bytes: inout ByteBuffer) {
        for field in fields {
            bytes.writeString(field.name.rawName)
            bytes.writeStaticString(": ")
            bytes.writeString(field.value)
            bytes.writeStaticString("\r\n")
        }
        bytes.writeStaticString("\r\n")
    }
}
