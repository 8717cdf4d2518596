/// The name under which a value is kept: what was computed, and from what.
///
/// Parts are joined so that no two lists of parts give the same text: `("a", "b/c")` and
/// `("a/b", "c")` are two keys.
public struct CacheKey: Hashable, Sendable {
    /// The key as text, of any length and with any characters: a store whose protocol knows
    /// less must encode it.
    public let text: String

    /// A key for what `name` computes from `parts`.
    public init(_ name: String, _ parts: String...) {
        self.init(name, parts: parts)
    }

    /// A key for what `name` computes from any number of parts.
    public init(_ name: String, parts: [String]) {
        text = ([name] + parts).map(Self.escaped).joined(separator: "/")
    }

    /// The key that such a text is.
    init(text: String) {
        self.text = text
    }

    /// What the first part of the key says, unless it has a character that is escaped.
    var function: String { String(text.prefix { $0 != "/" }) }

    private static func escaped(_ part: String) -> String {
        guard part.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "%") })
        else { return part }
        var escaped = ""
        for scalar in part.unicodeScalars {
            switch scalar {
            case "/": escaped += "%2F"
            case "%": escaped += "%25"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

extension CacheKey {
    /// Compares the bytes: text that only looks the same (é may be one character or two) may
    /// well be something else to whoever computes from it.
    public static func == (one: CacheKey, other: CacheKey) -> Bool {
        let (one, other) = (one.text.utf8, other.text.utf8)
        return one.count == other.count && one.elementsEqual(other)
    }
}

extension CacheKey: CustomStringConvertible {
    /// The key as text.
    public var description: String { text }
}
