public import struct FoundationEssentials.UUID

/// A type that a dictionary's keys may have, when the dictionary is a document.
///
///     enum Language: String, BSONKey { case english, german }
///     var titles: [Language: String]
///
/// An enumeration of strings needs nothing more, and neither does a type that is
/// `LosslessStringConvertible`.
public protocol BSONKey: Hashable {
    /// The key in the document; different values need different keys.
    var bsonKey: String { get }

    /// Creates the value of a key, or `nil` if it is the key of none.
    init?(bsonKey: String)
}

extension BSONKey where Self: LosslessStringConvertible {
    /// The value as text.
    @inlinable
    public var bsonKey: String { description }

    /// Creates the value from its text.
    @inlinable
    public init?(bsonKey: String) { self.init(bsonKey) }
}

extension BSONKey where Self: RawRepresentable<String> {
    /// The raw value.
    @inlinable
    public var bsonKey: String { rawValue }

    /// Creates the value from its raw value.
    @inlinable
    public init?(bsonKey: String) { self.init(rawValue: bsonKey) }
}

extension String: BSONKey {}
extension Int: BSONKey {}
extension Int32: BSONKey {}
extension Int64: BSONKey {}
extension ObjectID: BSONKey {}

extension UUID: BSONKey {
    /// The identifier in its usual form.
    public var bsonKey: String { uuidString }

    /// Creates an identifier from its usual form.
    public init?(bsonKey: String) { self.init(uuidString: bsonKey) }
}
