public import BSON

/// A pair of longitude and latitude, which the coordinates of every geometry consist of
/// (RFC 7946, section 3.1.1).
public struct GeoPosition: Hashable, Sendable {
    /// The degrees east of Greenwich.
    public let longitude: Double

    /// The degrees north of the equator.
    public let latitude: Double

    /// Creates a position, in the order of GeoJSON.
    public init(longitude: Double, latitude: Double) {
        self.longitude = longitude
        self.latitude = latitude
    }
}

extension GeoPosition: BSONCodable {
    /// Reads longitude and latitude, and perhaps an altitude, which is left out.
    ///
    /// - Throws: `BSONError` if the value is something else.
    public init(from reader: inout BSONReader) throws(BSONError) {
        let numbers = try [Double](from: &reader)
        guard numbers.count >= 2 else {
            throw BSONError(.unexpectedValue(expected: "longitude and latitude"))
        }
        self.init(longitude: numbers[0], latitude: numbers[1])
    }

    /// Writes longitude and latitude.
    public func write(to writer: inout BSONWriter) {
        [longitude, latitude].write(to: &writer)
    }
}

extension GeoPosition: SchemaProviding {
    /// Two numbers or more.
    public static func schema(in context: SchemaContext) -> BSONDocument {
        [
            "bsonType": "array", "minItems": 2,
            "items": .document(context.schema(of: Double.self)),
        ]
    }
}
