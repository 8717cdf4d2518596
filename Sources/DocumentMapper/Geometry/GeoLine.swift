public import BSON

/// A line on the earth, from point to point.
public struct GeoLine: Hashable, Sendable {
    /// The points, of which the server wants two or more.
    public var points: [GeoPoint]

    /// Creates a line.
    public init(_ points: [GeoPoint]) {
        self.points = points
    }

    /// The points as GeoJSON lists them.
    var coordinates: [[Double]] { points.map(\.coordinates) }

    init(coordinates: [[Double]]) throws(BSONError) {
        try self.init(
            coordinates.map { (point) throws(BSONError) in try GeoPoint(coordinates: point) })
    }
}

extension GeoLine: Geometry {
    /// Reads a GeoJSON line.
    ///
    /// - Throws: `BSONError` if the value is something else.
    public init(from reader: inout BSONReader) throws(BSONError) {
        try self.init(coordinates: reader.coordinates(of: "LineString"))
    }

    /// Writes a GeoJSON line.
    public func write(to writer: inout BSONWriter) {
        writer.geometry("LineString", coordinates)
    }
}
