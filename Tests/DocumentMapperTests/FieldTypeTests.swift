import BSON
import DocumentMapper
import FoundationEssentials
import Testing

@Suite("Types of fields")
struct FieldTypeTests {
    let ware = Ware(
        page: URL(string: "https://example.org/ink"), label: Data([1, 2]), price: 1990,
        names: [.german: "Tinte"], maker: Maker(name: "Stone", since: Date(bsonMilliseconds: 0)))

    @Test func `a document of rarer types reads back`() throws {
        let document = try BSONDocument(encoding: ware)

        let copy = try Ware(reading: document)

        #expect(copy == ware)
        #expect(document["names"] == ["german": "Tinte"])
        #expect(document["maker"] == ["name": "Stone", "since": .date(milliseconds: 0)])
    }

    @Test("a document reads back from Extended JSON", arguments: ExtendedJSONFormat.allCases)
    func extendedJSON(format: ExtendedJSONFormat) throws {
        let text = try ware.extendedJSON(format)

        let copy = try Ware(extendedJSON: text)

        #expect(copy == ware)
    }

    @Test func `Extended JSON without a required field is refused by name`() {
        #expect(throws: BSONError.missing("_id")) { try Ware(extendedJSON: "{}") }
    }

    @Test func `decimals are compared in filters`() throws {
        let filter = Ware.fields.price > 10

        #expect(try filter.document() == ["price": ["$gt": .decimal128(10)]])
    }

    @Test func `the server is told of rarer types`() {
        let properties = Ware.jsonSchema["properties"]?.document

        #expect(properties?["page"] == ["bsonType": ["string", "null"]])
        #expect(properties?["label"]?.document?["bsonType"]?.array?.contains("binData") == true)
        #expect(properties?["cents"]?.document?["multipleOf"] == 1)
    }
}

/// A model with the types that others have not.
@Document("wares")
struct Ware: Hashable {
    var id = ObjectID()
    var page: URL?
    var label = Data()
    var price: Decimal128 = 0
    var names: [Tongue: String] = [:]
    var cents = Cents(bsonRepresentation: 5)
    var maker: Maker
    var anything: BSONValue = .null
}

/// The keys of a dictionary.
enum Tongue: String, BSONKey { case english, german }

/// A type that is stored as another.
struct Cents: BSONRepresentable, Hashable {
    var bsonRepresentation: Int
}

/// A type that is but Codable.
struct Maker: Codable, Hashable {
    var name: String
    var since: Date
}

extension Maker: BSONCoded {}
