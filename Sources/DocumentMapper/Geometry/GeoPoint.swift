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
}

extension GeoPoint: CoordinateGeometry {
    /// A GeoJSON point.
    public static var geometryType: String { "Point" }

    /// The position.
    public var coordinates: GeoPosition {
        GeoPosition(longitude: longitude, latitude: latitude)
    }

    /// Creates the point of a position.
    public init(coordinates: GeoPosition) {
        self.init(longitude: coordinates.longitude, latitude: coordinates.latitude)
    }
}
