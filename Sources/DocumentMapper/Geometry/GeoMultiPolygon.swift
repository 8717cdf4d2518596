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

extension GeoMultiPolygon: CoordinateGeometry {
    /// GeoJSON polygons.
    public static var geometryType: String { "MultiPolygon" }

    /// The rings of each area.
    public var coordinates: [[[GeoPosition]]] { polygons.map(\.coordinates) }

    /// Joins the areas within rings.
    ///
    /// - Throws: `BSONError` if an area has no ring.
    public init(coordinates: [[[GeoPosition]]]) throws(BSONError) {
        var polygons: [GeoPolygon] = []
        for rings in coordinates { polygons.append(try GeoPolygon(coordinates: rings)) }
        self.init(polygons)
    }
}
