/// Several lines on the earth, such as a river with its arms.
public struct GeoMultiLine: Hashable, Sendable {
    /// The lines.
    public var lines: [GeoLine]

    /// Joins lines.
    public init(_ lines: [GeoLine]) {
        self.lines = lines
    }
}

extension GeoMultiLine: CoordinateGeometry {
    /// GeoJSON lines.
    public static var geometryType: String { "MultiLineString" }

    /// The positions of each line.
    public var coordinates: [[GeoPosition]] { lines.map(\.coordinates) }

    /// Joins the lines through positions.
    public init(coordinates: [[GeoPosition]]) {
        self.init(coordinates.map(GeoLine.init(coordinates:)))
    }
}
