/// A type that is stored as another one.
///
///     struct Money: BSONRepresentable {
///         var cents: Int
///         var bsonRepresentation: Int { cents }
///         init(bsonRepresentation: Int) { cents = bsonRepresentation }
///     }
///
/// A type that is `RawRepresentable` has one already and needs but `BSONCodable`.
public protocol BSONRepresentable: BSONCodable {
    /// The type that is stored.
    associatedtype BSONRepresentation: BSONCodable

    /// What is stored.
    var bsonRepresentation: BSONRepresentation { get }

    /// Creates a value from what was stored, or `nil` if that means none.
    init?(bsonRepresentation: BSONRepresentation)
}

extension BSONRepresentable {
    /// Reads what is stored.
    ///
    /// - Throws: ``BSONError`` if the value is something else, or means none.
    @inlinable
    public init(from reader: inout BSONReader) throws(BSONError) {
        let stored = try BSONRepresentation(from: &reader)
        guard let value = Self(bsonRepresentation: stored) else {
            throw BSONError(.unexpectedValue(expected: "\(Self.self)"))
        }
        self = value
    }

    /// Writes what is stored.
    @inlinable
    public func write(to writer: inout BSONWriter) {
        bsonRepresentation.write(to: &writer)
    }
}
