/// Several places on the earth.
public struct GeoMultiPoint: Hashable, Sendable {
    /// The places.
    public var points: [GeoPoint]

    /// Joins places.
    public init(_ points: [GeoPoint]) {
        self.points = points
    }
}

extension GeoMultiPoint: CoordinateGeometry {
    /// GeoJSON points.
    public static var geometryType: String { "MultiPoint" }

    /// The positions of the points.
    public var coordinates: [GeoPosition] { points.map(\.coordinates) }

    /// Joins the points of positions.
    public init(coordinates: [GeoPosition]) {
        self.init(coordinates.map(GeoPoint.init(coordinates:)))
    }
}
