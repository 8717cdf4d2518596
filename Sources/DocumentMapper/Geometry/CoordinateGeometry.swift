public import BSON

/// A geometry that is stored as a type and coordinates, as all but collections are
/// (RFC 7946, section 3.1).
///
/// What it is called and how its positions are nested says how it is read, written and
/// described to the server.
public protocol CoordinateGeometry: Geometry {
    /// Positions, or arrays of arrays of them.
    associatedtype Coordinates: BSONCodable

    /// What GeoJSON calls the geometry.
    static var geometryType: String { get }

    /// The coordinates, as GeoJSON lists them.
    var coordinates: Coordinates { get }

    /// Creates the geometry with coordinates as GeoJSON lists them.
    ///
    /// - Throws: `BSONError` if there are too few.
    init(coordinates: Coordinates) throws(BSONError)
}

extension CoordinateGeometry {
    /// Reads a GeoJSON object.
    ///
    /// - Throws: `BSONError` if the value is something else.
    public init(from reader: inout BSONReader) throws(BSONError) {
        try reader.requireGeometry(Self.geometryType)
        let coordinates: Coordinates = try reader.require("coordinates")
        do throws(BSONError) {
            try self.init(coordinates: coordinates)
        } catch {
            throw error.inside("coordinates")
        }
    }

    /// Writes a GeoJSON object.
    public func write(to writer: inout BSONWriter) {
        writer.document { writer in
            writer.append("type", Self.geometryType)
            writer.append("coordinates", coordinates)
        }
    }

    /// A GeoJSON object of the type, with positions where they belong.
    public static func schema(in context: SchemaContext) -> BSONDocument {
        [
            "bsonType": "object", "required": ["type", "coordinates"],
            "properties": [
                "type": ["enum": [.string(geometryType)]],
                "coordinates": .document(context.schema(of: Coordinates.self)),
            ],
        ]
    }
}
