public import BSON

/// Geometries of any kind that belong together.
public struct GeoCollection: Hashable, Sendable {
    /// The geometries.
    public var geometries: [GeoShape]

    /// Joins geometries.
    public init(_ geometries: [GeoShape]) {
        self.geometries = geometries
    }
}

extension GeoCollection: Geometry {
    /// Reads a GeoJSON collection.
    ///
    /// - Throws: `BSONError` if the value is something else.
    public init(from reader: inout BSONReader) throws(BSONError) {
        try reader.requireGeometry("GeometryCollection")
        self.init(try reader.require("geometries"))
    }

    /// Writes a GeoJSON collection.
    public func write(to writer: inout BSONWriter) {
        writer.document { writer in
            writer.append("type", "GeometryCollection")
            writer.append("geometries", geometries)
        }
    }
}
