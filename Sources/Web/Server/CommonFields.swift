import HTTPTypes
import NIOCore

/// The fields that every answer of a site has, written out once for all of them.
///
/// A handler that sets one of them itself keeps its own.
struct CommonFields: Sendable {
    private let fields: HTTPFields
    private let names: Set<HTTPField.Name>
    // A bit for each length of a name: most other names are told apart by theirs.
    private let lengths: UInt64
    private let ending: ByteBuffer
    private let emptyLine = ByteBuffer(staticString: "\r\n")

    init(_ fields: HTTPFields = [:]) {
        self.fields = fields
        names = Set(fields.map(\.name))
        lengths = names.reduce(0) { $0 | Self.length(of: $1) }
        var bytes = ByteBuffer()
        bytes.writeFields(fields)
        bytes.writeStaticString("\r\n")
        ending = bytes
    }

    private static func length(of name: HTTPField.Name) -> UInt64 {
        1 << min(name.rawName.utf8.count, 63)
    }

    /// Adds those that are not set.
    func add(to head: inout HTTPFields) {
        let own = head
        head.append(contentsOf: fields.lazy.filter { !own.contains($0.name) })
    }

    /// What ends a head of HTTP/1; one that has a field of the same name gets all of them itself.
    func end(_ head: inout HTTPFields) -> ByteBuffer {
        let hasSome = head.contains { field in
            lengths & Self.length(of: field.name) != 0 && names.contains(field.name)
        }
        guard hasSome else { return ending }
        add(to: &head)
        return emptyLine
    }
}
