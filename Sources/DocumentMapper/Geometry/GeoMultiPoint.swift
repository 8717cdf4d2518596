public import BSON

/// Several places on the earth.
public struct GeoMultiPoint: Hashable, Sendable {
    /// The places.
    public var points: [GeoPoint]

    /// Joins places.
    public init(_ points: [GeoPoint]) {
        self.points = points
    }
}

extension GeoMultiPoint: Geometry {
    /// Reads GeoJSON points.
    ///
    /// - Throws: `BSONError` if the value is something else.
    public init(from reader: inout BSONReader) throws(BSONError) {
        let points: [[Double]] = try reader.coordinates(of: "MultiPoint")
        try self.init(points.map { (point) throws(BSONError) in try GeoPoint(coordinates: point) })
    }

    /// Writes GeoJSON points.
    public func write(to writer: inout BSONWriter) {
        writer.geometry("MultiPoint", points.map(\.coordinates))
    }
}
