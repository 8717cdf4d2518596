public import BSON

/// Several lines on the earth, such as a river with its arms.
public struct GeoMultiLine: Hashable, Sendable {
    /// The lines.
    public var lines: [GeoLine]

    /// Joins lines.
    public init(_ lines: [GeoLine]) {
        self.lines = lines
    }
}

extension GeoMultiLine: Geometry {
    /// Reads GeoJSON lines.
    ///
    /// - Throws: `BSONError` if the value is something else.
    public init(from reader: inout BSONReader) throws(BSONError) {
        let lines: [[[Double]]] = try reader.coordinates(of: "MultiLineString")
        try self.init(lines.map { (line) throws(BSONError) in try GeoLine(coordinates: line) })
    }

    /// Writes GeoJSON lines.
    public func write(to writer: inout BSONWriter) {
        writer.geometry("MultiLineString", lines.map(\.coordinates))
    }
}
