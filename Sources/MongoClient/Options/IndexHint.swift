public import BSON

/// The index that the server is to use.
public enum IndexHint: Hashable, Sendable {
    /// By its name.
    case name(String)
    /// By its keys.
    case keys(BSONDocument)
}

extension IndexHint: ExpressibleByStringLiteral, ExpressibleByDictionaryLiteral {
    /// Names an index.
    public init(stringLiteral value: String) { self = .name(value) }

    /// Tells an index by its keys.
    public init(dictionaryLiteral elements: (String, BSONValue)...) {
        var keys = BSONDocument()
        // A key with a NUL belongs to no index; without it, none of these keys fits.
        for (key, value) in elements { try? keys.append(key: key, value) }
        self = .keys(keys)
    }
}

extension IndexHint: BSONEncodable {
    /// Writes the name or the keys.
    public func write(to writer: inout BSONWriter) {
        switch self {
        case .name(let name): name.write(to: &writer)
        case .keys(let keys): keys.write(to: &writer)
        }
    }
}
