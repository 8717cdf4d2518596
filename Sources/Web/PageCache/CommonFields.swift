import HTTPTypes
import NIOCore

/// The fields that end the head of every page of a site, in memory once for all pages.
struct CommonFields: Sendable {
    private let fields: HTTPFields
    private let ending: ByteBuffer
    private let emptyLine = ByteBuffer(staticString: "\r\n")

    init(_ fields: HTTPFields) {
        self.fields = fields
        var bytes = ByteBuffer()
        bytes.writeFields(fields)
        bytes.writeStaticString("\r\n")
        ending = bytes
    }

    /// What ends a head; one that has a field of the same name gets all of them itself.
    func end(_ head: inout HTTPFields) -> ByteBuffer {
        let own = head
        guard fields.contains(where: { own.contains($0.name) }) else { return ending }
        for field in fields where !own.contains(field.name) { head.append(field) }
        return emptyLine
    }
}
