public import BSON

/// A geometry of any kind, for a field that may hold each.
public enum GeoShape: Hashable, Sendable {
    /// A place.
    case point(GeoPoint)
    /// Several places.
    case points(GeoMultiPoint)
    /// A line.
    case line(GeoLine)
    /// Several lines.
    case lines(GeoMultiLine)
    /// An area.
    case polygon(GeoPolygon)
    /// Several areas.
    case polygons(GeoMultiPolygon)
    /// Geometries of any kind.
    case collection(GeoCollection)
}

extension GeoShape: Geometry {
    /// Reads a GeoJSON geometry.
    ///
    /// - Throws: `BSONError` if the value is something else.
    public init(from reader: inout BSONReader) throws(BSONError) {
        self =
            switch try reader.require("type", as: String.self) {
            case "Point": .point(try GeoPoint(from: &reader))
            case "MultiPoint": .points(try GeoMultiPoint(from: &reader))
            case "LineString": .line(try GeoLine(from: &reader))
            case "MultiLineString": .lines(try GeoMultiLine(from: &reader))
            case "Polygon": .polygon(try GeoPolygon(from: &reader))
            case "MultiPolygon": .polygons(try GeoMultiPolygon(from: &reader))
            case "GeometryCollection": .collection(try GeoCollection(from: &reader))
            default: throw BSONError(.unexpectedValue(expected: "type of geometry"), path: "type")
            }
    }

    /// Writes the geometry.
    public func write(to writer: inout BSONWriter) {
        switch self {
        case .point(let point): point.write(to: &writer)
        case .points(let points): points.write(to: &writer)
        case .line(let line): line.write(to: &writer)
        case .lines(let lines): lines.write(to: &writer)
        case .polygon(let polygon): polygon.write(to: &writer)
        case .polygons(let polygons): polygons.write(to: &writer)
        case .collection(let collection): collection.write(to: &writer)
        }
    }
}
