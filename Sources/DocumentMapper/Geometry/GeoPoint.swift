public import BSON

/// A place on the earth.
///
/// It is stored as a GeoJSON point (RFC 7946), so that a `2dsphere` index on it
/// serves ``Field/near(_:within:beyond:)`` and its like.
public struct GeoPoint: Hashable, Sendable {
    /// The degrees east of Greenwich, from -180 to 180.
    public var longitude: Double

    /// The degrees north of the equator, from -90 to 90.
    public var latitude: Double

    /// Creates a point, in the order of GeoJSON.
    public init(longitude: Double, latitude: Double) {
        self.longitude = longitude
        self.latitude = latitude
    }

    /// Longitude and latitude, as GeoJSON lists them.
    var coordinates: [Double] { [longitude, latitude] }

    /// Reads longitude and latitude, and perhaps an altitude, which is left out.
    init(coordinates: [Double]) throws(BSONError) {
        guard coordinates.count >= 2 else {
            throw BSONError(.unexpectedValue(expected: "longitude and latitude"))
        }
        self.init(longitude: coordinates[0], latitude: coordinates[1])
    }
}

extension GeoPoint: Geometry {
    /// Reads a GeoJSON point.
    ///
    /// - Throws: `BSONError` if the value is something else.
    public init(from reader: inout BSONReader) throws(BSONError) {
        try self.init(coordinates: reader.coordinates(of: "Point"))
    }

    /// Writes a GeoJSON point.
    public func write(to writer: inout BSONWriter) {
        writer.geometry("Point", coordinates)
    }
}
