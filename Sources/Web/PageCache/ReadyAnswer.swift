import HTTPTypes
import NIOCore

/// A page in one coding, as it goes over the wire.
struct ReadyAnswer: Sendable {
    /// The fields that are this page's own.
    let head: ByteBuffer
    let body: ByteBuffer
    /// Those of the answer to who has the page already.
    let notModified: ByteBuffer
    /// The entity tag as it stands in the head.
    let tag: [UInt8]
    private let entityTag: EntityTag

    init(head: ByteBuffer, body: ByteBuffer, notModified: ByteBuffer, entityTag: EntityTag) {
        self.head = head
        self.body = body
        self.notModified = notModified
        tag = Array(entityTag.description.utf8)
        self.entityTag = entityTag
    }

    /// Whether `If-None-Match` names this page.
    func isNamed(in field: Span<UInt8>) -> Bool {
        // Browsers send back what they got.
        if field.holds(tag) { return true }
        return Conditions.names(field.text(field.indices), entityTag, weakly: true)
    }
}
