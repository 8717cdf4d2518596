/// A line on the earth, from point to point.
public struct GeoLine: Hashable, Sendable {
    /// The points, of which the server wants two or more.
    public var points: [GeoPoint]

    /// Creates a line.
    public init(_ points: [GeoPoint]) {
        self.points = points
    }
}

extension GeoLine: CoordinateGeometry {
    /// A GeoJSON line.
    public static var geometryType: String { "LineString" }

    /// The positions of the points.
    public var coordinates: [GeoPosition] { points.map(\.coordinates) }

    /// Creates the line through positions.
    public init(coordinates: [GeoPosition]) {
        self.init(coordinates.map(GeoPoint.init(coordinates:)))
    }
}
