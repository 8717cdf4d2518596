import BSON
import FoundationEssentials
import Testing

@Suite("Codable types as fields")
struct BSONCodedTests {
    @Test func `a codable type is a field like any other`() throws {
        let person = Person(address: Address(street: "Quay", since: Date(bsonMilliseconds: 5)))
        let document = try BSONDocument(encoding: person)

        var reader = BSONReader(document.bytes.span)
        let copy = try Person(from: &reader)

        #expect(copy == person)
        #expect(document == ["address": ["street": "Quay", "since": .date(milliseconds: 5)]])
    }

    @Test func `what BSON knows keeps its own form`() throws {
        let all = Everything()

        let document = try BSONDocument(encoding: all)

        #expect(document["id"] == .objectID(all.id))
        #expect(document["uuid"]?.binary?.subtype == .uuid)
        #expect(document["data"]?.binary == BSONBinary([1, 2]))
        #expect(document["price"] == .decimal128(all.price))
        #expect(document["small"] == 200)
        #expect(document["nothing"] == nil)
        #expect(document["color"] == "red")
        #expect(document["list"] == [["street": "Quay", "since": .date(milliseconds: 0)]])
    }

    @Test func `every shape reads back`() throws {
        let all = Everything()
        let document = try BSONDocument(encoding: all)

        var reader = BSONReader(document.bytes.span)
        let copy = try Everything(from: &reader)

        #expect(copy == all)
    }

    @Test func `a class reads back with its superclass`() throws {
        let document = try BSONDocument(encoding: Boxed(value: Derived(base: 1, own: 2)))

        var reader = BSONReader(document.bytes.span)
        let copy = try Boxed<Derived>(from: &reader).value

        #expect(document == ["value": ["own": 2, "super": ["base": 1]]])
        #expect([copy.base, copy.own] == [1, 2])
    }

    @Test(
        "an error names the path and not the value",
        arguments: [
            (["address": ["street": 1, "since": .date(milliseconds: 0)]], "address.street"),
            (["address": ["street": "Quay"]], "address.since"), (["address": 1], "address"),
        ] as [(BSONDocument, String)])
    func errors(document: BSONDocument, path: String) {
        let error = #expect(throws: BSONError.self) {
            var reader = BSONReader(document.bytes.span)
            return try Person(from: &reader)
        }

        #expect(error?.path == path)
    }

    @Test func `the path to an item of a nested array is named`() {
        let document: BSONDocument = ["value": ["rows": [[1], [2, "secret"]]]]

        let error = #expect(throws: BSONError.self) {
            var reader = BSONReader(document.bytes.span)
            return try Boxed<[String: [[UInt8]]]>(from: &reader)
        }

        #expect(error?.path == "value.rows.1.1")
        #expect(error.map { "\($0)".contains("secret") } == false)
    }

    @Test func `a number that does not fit is refused both ways`() throws {
        #expect(throws: BSONError.self) {
            try BSONDocument(encoding: Boxed<UInt64>(value: .max))
        }
        #expect(throws: BSONError.self) {
            let document: BSONDocument = ["value": 256]
            var reader = BSONReader(document.bytes.span)
            return try Boxed<UInt8>(from: &reader)
        }
    }

    @Test("identifiers and decimals are text to other coders")
    func otherCoders() throws {
        let id = ObjectID()
        let values = Pair(id: id, price: try #require(Decimal128("1.50")))

        let json = try JSONEncoder().encode(values)

        #expect(try JSONDecoder().decode(Pair.self, from: json) == values)
        #expect(
            try JSONDecoder().decode([String: String].self, from: json)
                == ["id": id.description, "price": "1.50"])
    }
}

private struct Address: Codable, Hashable {
    var street: String
    var since: Date
}

extension Address: BSONCoded {}

private struct Person: BSONCodable, Hashable {
    var address: Address

    init(address: Address) { self.address = address }

    init(from reader: inout BSONReader) throws(BSONError) {
        address = try reader.require("address")
    }

    func write(to writer: inout BSONWriter) {
        writer.document { $0.append("address", address) }
    }
}

private struct Pair: Codable, Hashable {
    var id: ObjectID
    var price: Decimal128
}

private struct Boxed<Value: Codable>: BSONCoded {
    var value: Value
}

private struct Plain: Codable, Hashable {
    var street = "Quay"
    var since = Date(bsonMilliseconds: 0)
}

private struct Everything: BSONCoded, Hashable {
    enum Color: String, Codable { case red, blue }
    enum Shape: Codable, Hashable { case circle(radius: Double), dot }

    var id = ObjectID()
    var uuid = UUID()
    var data = Data([1, 2])
    var price = Decimal128(high: 0x3040_0000_0000_0000, low: 7)
    var small: UInt8 = 200
    var wide: UInt32 = .max
    var float: Float = 1.5
    var flag = true
    var nothing: String?
    var color = Color.red
    var shapes = [Shape.circle(radius: 2), .dot]
    var list = [Plain()]
    var named = ["a": Plain()]
    var numbered = [7: Plain()]
    var optionals: [Plain?] = [nil, Plain()]
    var matrix = [[UInt16(1)], []]
}

private class Base: Codable {
    var base: Int

    init(base: Int) { self.base = base }
}

private final class Derived: Base {
    private enum CodingKeys: CodingKey { case own }

    var own: Int

    init(base: Int, own: Int) {
        self.own = own
        super.init(base: base)
    }

    required init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        own = try container.decode(Int.self, forKey: .own)
        try super.init(from: container.superDecoder())
    }

    override func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(own, forKey: .own)
        try super.encode(to: container.superEncoder())
    }
}
