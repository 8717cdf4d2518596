import DocumentMapper
import FoundationEssentials

/// Parcels that are right but for one field.
enum ParcelCandidates {
    private static let member = BSONValue.objectID(ObjectID())
    private static let subtype = Candidate.Judgement.invalidHere(
        because: "the server cannot be told of a subtype")
    private static let dollar = Candidate.Judgement.invalidHere(
        because: "keys with a dollar cannot be described")

    static let all: [Candidate] = [
        // References.
        Candidate("sender", member, .valid),
        Candidate("sender", .null, .valid),
        Candidate("sender", ["$ref": "members", "$id": member], .valid),
        Candidate("sender", ["$ref": "others", "$id": member], dollar),
        Candidate("sender", ["id": member], .invalid),
        Candidate("sender", 5, .invalid),
        Candidate("receiver", ["$ref": "members", "$id": member, "$db": "a"], .valid),
        Candidate("receiver", ["$ref": "members"], .invalid),
        Candidate("receiver", member, .invalid),

        // Languages.
        Candidate("label", [:], .valid),
        Candidate("label", ["de": "Tinte", "zh-Hans-CN": "x"], .valid),
        Candidate("label", ["de": ""], .invalid),
        Candidate("label", ["de-CH": 5], .invalid),
        Candidate("label", ["a b": 5, "de\n": 5, "9": 5, "toolongtag": 5], .valid),
        Candidate("label", "Tinte", .invalid),
        Candidate("notes", ["de": ["text": "abc"]], .valid),
        Candidate("notes", ["de": ["text": "abcd"]], .invalid),
        Candidate("notes", ["de": [:]], .invalid),

        // Decimals, whatever zeros they end with.
        Candidate("price", decimal("0.000"), .valid),
        Candidate("price", decimal("100"), .valid),
        Candidate("price", decimal("100.01"), .invalid),
        Candidate("price", decimal("-0.01"), .invalid),
        Candidate("price", decimal("NaN"), .invalid),
        Candidate("price", 5, .invalid),
        Candidate("weight", decimal("1.999"), .valid),
        Candidate("weight", decimal("2.0"), .invalid),
        Candidate("weight", decimal("NaN"), .invalid),
        Candidate("weight", decimal("-Infinity"), .valid),

        // Bytes and text of a kind.
        Candidate(
            "token", .binary(BSONBinary([UInt8](repeating: 1, count: 16), subtype: .uuid)), .valid),
        Candidate("token", .binary(BSONBinary([1])), subtype),
        Candidate("token", "a", .invalid),
        Candidate("tracking", "https://a", .valid),
        Candidate("tracking", 5, .invalid),
        Candidate("seal", .binary(BSONBinary([1])), .valid),
        Candidate("seal", "a", .invalid),
        Candidate("stamp", .timestamp(BSONTimestamp(seconds: 1, increment: 1)), .valid),
        Candidate("stamp", 5, .invalid),

        // Places.
        Candidate("place", ["type": "Point", "coordinates": [7.5, 47]], .valid),
        Candidate("place", ["type": "Point", "coordinates": [7.5, 47, 260]], .valid),
        Candidate("place", ["type": "Point", "coordinates": [7.5]], .invalid),
        Candidate("place", ["type": "Point", "coordinates": ["a", "b"]], .invalid),
        Candidate("place", ["type": "LineString", "coordinates": [[1, 2], [3, 4]]], .invalid),
        Candidate("place", ["coordinates": [1, 2]], .invalid),
        Candidate("place", [1, 2], .invalid),
        Candidate("route", ["type": "LineString", "coordinates": [[1, 2], [3, 4]]], .valid),
        Candidate("route", ["type": "LineString", "coordinates": [1, 2]], .invalid),
        Candidate(
            "area", ["type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [0, 0]]]],
            .valid),
        Candidate("area", ["type": "Polygon", "coordinates": [[0, 0]]], .invalid),
        Candidate("shape", ["type": "Point", "coordinates": [1, 2]], .valid),
        Candidate("shape", 5, .invalid),

        // Files.
        Candidate("picture", ["file": member, "sha256": "a"], .invalid),
    ]

    private static func decimal(_ text: String) -> BSONValue {
        Decimal128(text).map(BSONValue.decimal128) ?? .null
    }
}
