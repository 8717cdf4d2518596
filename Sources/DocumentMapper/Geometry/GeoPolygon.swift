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

    /// The rings as GeoJSON lists them: each ends where it began.
    var coordinates: [[[Double]]] {
        ([corners] + holes).map { ring in (ring + ring.prefix(1)).map(\.coordinates) }
    }

    init(coordinates: [[[Double]]]) throws(BSONError) {
        var rings: [[GeoPoint]] = []
        for ring in coordinates {
            var points: [GeoPoint] = []
            for point in ring { points.append(try GeoPoint(coordinates: point)) }
            if points.count > 1, points.first == points.last { points.removeLast() }
            rings.append(points)
        }
        guard let corners = rings.first else {
            throw BSONError(.unexpectedValue(expected: "ring of points"), path: "coordinates")
        }
        self.init(corners, holes: Array(rings.dropFirst()))
    }
}

extension GeoPolygon: Geometry {
    /// Reads a GeoJSON polygon.
    ///
    /// - Throws: `BSONError` if the value is something else.
    public init(from reader: inout BSONReader) throws(BSONError) {
        try self.init(coordinates: reader.coordinates(of: "Polygon"))
    }

    /// Writes a GeoJSON polygon.
    public func write(to writer: inout BSONWriter) {
        writer.geometry("Polygon", coordinates)
    }
}
