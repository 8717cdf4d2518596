/// A name for one version of a file (RFC 9110, 8.8.3).
public struct EntityTag: Hashable, Sendable, CustomStringConvertible {
    /// Whether equal tags mean equal bytes, and not only equal meaning.
    public let isStrong: Bool

    private let opaque: String

    private init(opaque: String, isStrong: Bool) {
        // A quote or a space would end the tag early; nothing else is at risk.
        let allowed = opaque.utf8.filter { $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "\"") }
        self.opaque = String(decoding: allowed, as: UTF8.self)
        self.isStrong = isStrong
    }

    /// Makes a tag that changes whenever a byte does.
    public init(strong text: String) {
        self.init(opaque: text, isStrong: true)
    }

    /// Makes a tag that changes when the meaning does.
    public init(weak text: String) {
        self.init(opaque: text, isStrong: false)
    }

    /// Makes a strong tag from the bytes themselves.
    public static func hash(of bytes: [UInt8]) -> EntityTag {
        EntityTag(strong: Base64URL.encode(Array(Sodium.digest(bytes).prefix(16))))
    }

    /// The tag as a header has it.
    public var description: String { (isStrong ? "\"" : "W/\"") + opaque + "\"" }

    /// Tells whether a header's list names this tag.
    ///
    /// Compared weakly, a weak tag will do, as in `If-None-Match`.
    func isNamed(in header: String, weakly: Bool) -> Bool {
        Self.list(header).contains { tag in
            tag.opaque == opaque && (weakly || (tag.isStrong && isStrong))
        }
    }

    /// Reads the tags of a list; a comma within quotes belongs to its tag.
    private static func list(_ header: String) -> [EntityTag] {
        var tags: [EntityTag] = []
        var rest = header.utf8[...]
        while let start = rest.firstIndex(of: UInt8(ascii: "\"")) {
            let isWeak = rest[..<start].suffix(2).elementsEqual("W/".utf8)
            let after = rest[rest.index(after: start)...]
            guard let end = after.firstIndex(of: UInt8(ascii: "\"")) else { break }
            let text = String(decoding: after[..<end], as: UTF8.self)
            tags.append(EntityTag(opaque: text, isStrong: !isWeak))
            rest = after[after.index(after: end)...]
        }
        return tags
    }
}
