public import BSON

/// An area of the earth, perhaps with holes.
public struct GeoPolygon: Hashable, Sendable {
    /// The corners, each once.
    public var corners: [GeoPoint]

    /// The corners of each hole, each once.
    public var holes: [[GeoPoint]]

    /// Creates an area from three corners or more; the last is joined to the first.
    public init(_ corners: [GeoPoint], holes: [[GeoPoint]] = []) {
        self.corners = corners
        self.holes = holes
    }

    /// The area between two meridians and two parallels.
    public init(west: Double, south: Double, east: Double, north: Double) {
        self.init([
            GeoPoint(longitude: west, latitude: south), GeoPoint(longitude: east, latitude: south),
            GeoPoint(longitude: east, latitude: north), GeoPoint(longitude: west, latitude: north),
        ])
    }
}

extension GeoPolygon: CoordinateGeometry {
    /// A GeoJSON polygon.
    public static var geometryType: String { "Polygon" }

    /// The rings, each of which ends where it began.
    public var coordinates: [[GeoPosition]] {
        ([corners] + holes).map { ring in (ring + ring.prefix(1)).map(\.coordinates) }
    }

    /// Creates the area within a ring, with the other rings as holes.
    ///
    /// - Throws: `BSONError` if there is no ring.
    public init(coordinates: [[GeoPosition]]) throws(BSONError) {
        let rings = coordinates.map { ring in
            let points = ring.map(GeoPoint.init(coordinates:))
            return points.count > 1 && points.first == points.last
                ? Array(points.dropLast()) : points
        }
        guard let corners = rings.first else {
            throw BSONError(.unexpectedValue(expected: "ring of points"))
        }
        self.init(corners, holes: Array(rings.dropFirst()))
    }
}
