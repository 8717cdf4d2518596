import BSON

extension Field where Value: GeometryValue {
    /// Matches documents near a point, the nearest first.
    ///
    ///     cafes.find { $0.position.near(here, within: 500) }.limit(10)
    ///
    /// The field needs a `2dsphere` index. It sorts, so the server takes it neither within
    /// `||` or `!` nor where documents are counted or paged: ask there whether a document
    /// ``isWithin(_:of:)``.
    ///
    /// Distances are metres along the earth.
    public func near(
        _ point: GeoPoint, within distance: Double? = nil, beyond least: Double? = nil
    ) -> Filter<Root> {
        Filter(dottedPath, "$nearSphere") { () throws(BSONError) in
            var operand: BSONDocument = ["$geometry": try BSONValue(encoding: point)]
            if let distance { operand.append("$maxDistance", distance) }
            if let least { operand.append("$minDistance", least) }
            return operand
        }
    }

    /// Matches documents that lie wholly in an area.
    ///
    /// It needs no index, and is faster with a `2dsphere` one.
    public func isWithin(_ area: some Geometry) -> Filter<Root> {
        Filter(dottedPath, "$geoWithin") { () throws(BSONError) in
            ["$geometry": try BSONValue(encoding: area)]
        }
    }

    /// Matches documents that lie wholly within a distance of a point, in metres, in no
    /// order.
    ///
    /// It needs no index, and is faster with a `2dsphere` one.
    public func isWithin(_ distance: Double, of point: GeoPoint) -> Filter<Root> {
        Filter(dottedPath, "$geoWithin") { () throws(BSONError) in
            [
                "$centerSphere": [
                    [.double(point.longitude), .double(point.latitude)],
                    .double(distance / Self.earthRadius),
                ]
            ]
        }
    }

    /// Matches documents that have a point in common with a geometry.
    ///
    /// It needs no index, and is faster with a `2dsphere` one.
    public func intersects(_ geometry: some Geometry) -> Filter<Root> {
        Filter(dottedPath, "$geoIntersects") { () throws(BSONError) in
            ["$geometry": try BSONValue(encoding: geometry)]
        }
    }

    /// The metres that the server takes for a radian: the radius of the earth at the
    /// equator, as `kRadiusOfEarthInMeters` in its sources.
    private static var earthRadius: Double { 6_378_100 }
}
