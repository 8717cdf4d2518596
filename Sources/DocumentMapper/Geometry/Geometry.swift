public import BSON

/// A place, a line or an area on the earth, stored as GeoJSON.
///
/// A type of your own may be one too, if it reads and writes GeoJSON.
public protocol Geometry: BSONCodable, GeometryValue, Hashable, Sendable {}

extension BSONWriter {
    /// Writes a GeoJSON object.
    mutating func geometry(_ type: String, _ coordinates: some BSONEncodable) {
        document { writer in
            writer.append("type", type)
            writer.append("coordinates", coordinates)
        }
    }
}

extension BSONReader {
    /// Reads the coordinates of a GeoJSON object of a type.
    mutating func coordinates<Value: BSONDecodable>(
        of type: String
    ) throws(BSONError) -> Value {
        try requireGeometry(type)
        return try require("coordinates")
    }

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
