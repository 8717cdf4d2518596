import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

@Suite("Filtering", .database, .needsServer)
struct FilteringTests {
    /// A filter, and the titles of the novels that it finds.
    struct Example: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let filter: Filter<Novel>
        let titles: Set<String>

        init(
            _ name: String, _ titles: Set<String>, _ filter: (Novel.Fields) -> Filter<Novel>
        ) {
            testDescription = name
            self.filter = filter(Novel.fields)
            self.titles = titles
        }
    }

    static let ink = Novel(
        title: "Ink. Stone", author: "ada", pages: 100, copies: 100, rating: 4.5,
        subjects: ["craft", "history"], ratings: [1, 9],
        reviews: [Novel.Review(by: "c", stars: 5), Novel.Review(by: "d", stars: 1)],
        publisher: Novel.Publisher(name: "Basel Press", city: "Basel"),
        place: GeoPoint(longitude: 7.59, latitude: 47.56))
    static let paper = Novel(
        title: "paper (2nd)\n", author: "bob", pages: 205, copies: 3, subjects: ["craft"],
        ratings: [4], reviews: [Novel.Review(by: "c", stars: 1)],
        publisher: Novel.Publisher(name: "Small", city: nil),
        place: GeoPoint(longitude: 8.54, latitude: 47.37))
    static let quill = Novel(title: "Quill", author: "Ada", pages: 7, copies: 8)

    static let ratings = [4.5]

    static let comparisons: [Example] = [
        Example("in", ["Quill"]) { $0.pages.in([7, 8]) },
        Example("not in", ["Quill"]) { $0.pages.notIn([100, 205]) },
        Example("in, of an optional", ["Ink. Stone"]) { $0.rating.in(ratings) },
        Example("in literals, of an optional", ["Ink. Stone"]) { $0.rating.in([4.5, 5]) },
        Example("in nil", ["paper (2nd)\n", "Quill"]) { $0.rating.in([nil, 5]) },
        Example("not in, of an optional", ["paper (2nd)\n", "Quill"]) {
            $0.rating.notIn(ratings)
        },
        Example("exists", ["Ink. Stone"]) { $0.rating.exists },
        Example("missing", ["paper (2nd)\n", "Quill"]) { $0.rating.isMissing },
        Example("type", ["Ink. Stone"]) { $0.rating.hasType(.double, .int64) },
        Example("least key", []) { $0.rating.hasType(.minKey) },
        Example("remainder", ["paper (2nd)\n", "Quill"]) {
            $0.pages % 100 == 5 || $0.pages % 4 == 3
        },
        Example("all bits", ["Ink. Stone"]) { $0.pages.hasBits(all: 0b110_0000) },
        Example("any bits", ["Ink. Stone", "paper (2nd)\n"]) { $0.pages.hasBits(any: 0b100_1000) },
        Example("no bits", ["Quill"]) { $0.pages.hasBits(none: 0b100_1000) },
        Example("two fields", ["Quill"]) { $0.copies > $0.pages },
        Example("equal fields", ["Ink. Stone"]) { $0.copies == $0.pages },
        Example("formula", ["Ink. Stone", "Quill"]) { _ in
            .formula { $0.copies * 2 > $0.pages }
        },
        Example("deep optional", ["Ink. Stone"]) { $0.publisher.city == "Basel" },
    ]

    static let elements: [Example] = [
        Example("contains", ["Ink. Stone"]) { $0.subjects.contains("history") },
        Example("contains all", ["Ink. Stone"]) {
            $0.subjects.contains(all: ["history", "craft"])
        },
        Example("contains all of nothing", []) { $0.subjects.contains(all: []) },
        Example("any element", ["Ink. Stone", "paper (2nd)\n"]) { $0.ratings.anyElement > 3 },
        Example("one element", ["paper (2nd)\n"]) { $0.ratings.contains { $0 > 3 && $0 < 5 } },
        Example("one element or", ["Ink. Stone"]) {
            $0.ratings.contains { $0 > 8 || $0 < 1 || $0.in([2, 3]) }
        },
        Example("one element not", ["paper (2nd)\n"]) {
            $0.ratings.contains { !($0 == 1) && $0 != 9 }
        },
        Example("one element's text", ["Ink. Stone"]) {
            $0.subjects.contains { $0.hasPrefix("h") }
        },
        Example("one element's fields", ["paper (2nd)\n"]) {
            $0.reviews.contains { $0.by == "c" && $0.stars < 3 }
        },
        Example("one whole element", ["Ink. Stone"]) {
            $0.reviews.contains { $0 == Novel.Review(by: "c", stars: 5) }
        },
        Example("element that has a field", ["Ink. Stone", "paper (2nd)\n"]) {
            $0.reviews.anyElement.by.exists
        },
        Example("count", ["Ink. Stone"]) { $0.ratings.count == 2 },
        Example("count at least", ["Ink. Stone", "paper (2nd)\n"]) { $0.ratings.count >= 1 },
        Example("count more", ["Ink. Stone"]) { $0.ratings.count > 1 },
        Example("count less", ["paper (2nd)\n", "Quill"]) { $0.ratings.count < 2 },
        Example("count at most", ["paper (2nd)\n", "Quill"]) { $0.ratings.count <= 1 },
        Example("empty", ["Quill"]) { $0.ratings.isEmpty },
    ]

    static let texts: [Example] = [
        Example("prefix", ["Ink. Stone"]) { $0.title.hasPrefix("Ink.") },
        Example("prefix, any case", ["Ink. Stone"]) {
            $0.title.hasPrefix("iNK.", ignoringCase: true)
        },
        Example("suffix", ["paper (2nd)\n"]) { $0.title.hasSuffix("(2nd)\n") },
        Example("suffix before a line feed", []) { $0.title.hasSuffix("(2nd)") },
        Example("text", ["Ink. Stone"]) { $0.title.contains(". S") },
        Example("text, any case", ["Ink. Stone"]) {
            $0.title.contains("STONE", ignoringCase: true)
        },
        Example("text that would be a pattern", []) { $0.title.contains("I.k") },
        Example("optional text", ["Ink. Stone"]) { $0.publisher.city.hasPrefix("B") },
        Example("pattern", ["Ink. Stone", "Quill"]) {
            $0.title.matches(BSONRegularExpression("^[A-Z]"))
        },
    ]

    static let places: [Example] = [
        Example("within a distance", ["Ink. Stone"]) {
            $0.place.isWithin(5_000, of: GeoPoint(longitude: 7.6, latitude: 47.56))
        },
        Example("within an area", ["paper (2nd)\n"]) {
            $0.place.isWithin(GeoPolygon(west: 8, south: 47, east: 9, north: 48))
        },
        Example("within areas", ["paper (2nd)\n", "Ink. Stone"]) {
            $0.place.isWithin(
                GeoMultiPolygon([
                    GeoPolygon(west: 8, south: 47, east: 9, north: 48),
                    GeoPolygon(west: 7, south: 47, east: 7.9, north: 48),
                ]))
        },
        Example("around a hole", []) {
            $0.place.isWithin(
                GeoPolygon(
                    GeoPolygon(west: 7, south: 46, east: 9, north: 49).corners,
                    holes: [GeoPolygon(west: 7.1, south: 46.1, east: 8.9, north: 48.9).corners]))
        },
        Example("intersects", ["Ink. Stone"]) {
            $0.place.intersects(
                GeoLine([
                    GeoPoint(longitude: 7.59, latitude: 47.56), GeoPoint(longitude: 0, latitude: 0),
                ]))
        },
    ]

    @Test("a filter finds what it says", arguments: comparisons + elements + texts + places)
    func finds(example: Example) async throws {
        let novels = try await Documents<Novel>.holding([Self.ink, Self.paper, Self.quill])

        let titles = try await novels.find { _ in example.filter }.values { $0.title }.all()

        #expect(Set(titles) == example.titles)
    }

    @Test func `the nearest comes first`() async throws {
        let novels = try await Documents<Novel>.holding([Self.ink, Self.paper, Self.quill])
        try await novels.collection.createIndexes([
            ["key": ["place": "2dsphere"], "name": "place_2dsphere"]
        ])
        let zurich = GeoPoint(longitude: 8.5, latitude: 47.4)

        let near = try await novels.find { $0.place.near(zurich, within: 200_000) }.all()
        let far = try await novels.find { $0.place.near(zurich, beyond: 20_000) }.all()

        #expect(near.map(\.title) == [Self.paper.title, Self.ink.title])
        #expect(far.map(\.title) == [Self.ink.title])
    }

    @Test func `words are found, the best first`() async throws {
        let novels = try await Documents<Novel>.holding([
            Novel(title: "ink and stone"), Novel(title: "ink ink ink"), Novel(title: "paper"),
        ])
        try await novels.collection.createIndexes([["key": ["title": "text"], "name": "words"]])

        let found = try await novels.find { $0.pages == 0 && .search("ink inks", language: "en") }
            .sort { _ in .textScore }
            .all()

        #expect(found.map(\.title) == ["ink ink ink", "ink and stone"])
    }

    @Test func `a geometry reads back as it was written`() async throws {
        let polygon = GeoPolygon(west: 1, south: 2, east: 3, north: 4)
        let shapes: [any Geometry] = [
            GeoPoint(longitude: 1, latitude: 2), GeoLine(polygon.corners), polygon,
            GeoPolygon(polygon.corners, holes: [polygon.corners]), GeoMultiPolygon([polygon]),
            GeoMultiPoint(polygon.corners), GeoMultiLine([GeoLine(polygon.corners)]),
            GeoCollection([
                .point(polygon.corners[0]), .points(GeoMultiPoint(polygon.corners)),
                .line(GeoLine(polygon.corners)), .lines(GeoMultiLine([GeoLine(polygon.corners)])),
                .polygon(polygon), .polygons(GeoMultiPolygon([polygon])),
                .collection(GeoCollection([])),
            ]),
        ]

        for shape in shapes { try expectRoundTrip(shape) }
    }

    private func expectRoundTrip<Shape: Geometry>(_ shape: Shape) throws {
        let document = try BSONDocument(encoding: shape)
        var reader = BSONReader(document.bytes.span)
        #expect(try Shape(from: &reader) == shape)
    }
}
