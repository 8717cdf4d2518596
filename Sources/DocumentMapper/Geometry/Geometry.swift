public import BSON

/// A place, a line or an area on the earth, stored as GeoJSON.
///
/// A type of your own may be one too, if it reads and writes GeoJSON.
public protocol Geometry: BSONCodable, GeometryValue, SchemaProviding, Hashable, Sendable {}

extension BSONReader {
    /// Refuses a GeoJSON object of another type.
    mutating func requireGeometry(_ type: String) throws(BSONError) {
        guard try require("type", as: String.self) == type else {
            throw BSONError(.unexpectedValue(expected: "\"\(type)\""), path: "type")
        }
    }
}

/// What a field of a geometry holds: one, or perhaps one.
public protocol GeometryValue {}

extension Optional: GeometryValue where Wrapped: GeometryValue {}
