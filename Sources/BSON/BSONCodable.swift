/// A value that can write itself as BSON.
///
/// A conformance writes exactly one value: a scalar such as
/// ``BSONWriter/string(_:)``, or one ``BSONWriter/document(_:)`` or
/// ``BSONWriter/array(_:)``. One that writes nothing leaves its element out.
public protocol BSONEncodable {
    /// Writes the value.
    func write(to writer: inout BSONWriter)
}

/// A value that can be read from BSON.
public protocol BSONDecodable {
    /// Reads the value that `reader` stands on.
    ///
    /// - Throws: ``BSONError`` if the bytes hold something else.
    init(from reader: inout BSONReader) throws(BSONError)
}

/// A value that can be read from BSON and written back.
public typealias BSONCodable = BSONEncodable & BSONDecodable
