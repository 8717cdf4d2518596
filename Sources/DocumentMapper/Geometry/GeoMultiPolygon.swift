public import BSON

/// Several areas of the earth, such as a country with islands.
public struct GeoMultiPolygon: Hashable, Sendable {
    /// The areas.
    public var polygons: [GeoPolygon]

    /// Joins areas.
    public init(_ polygons: [GeoPolygon]) {
        self.polygons = polygons
    }
}

extension GeoMultiPolygon: Geometry {
    /// Reads GeoJSON polygons.
    ///
    /// - Throws: `BSONError` if the value is something else.
    public init(from reader: inout BSONReader) throws(BSONError) {
        let areas: [[[[Double]]]] = try reader.coordinates(of: "MultiPolygon")
        try self.init(
            areas.map { (area) throws(BSONError) in try GeoPolygon(coordinates: area) })
    }

    /// Writes GeoJSON polygons.
    public func write(to writer: inout BSONWriter) {
        writer.geometry("MultiPolygon", polygons.map(\.coordinates))
    }
}
