import DocumentMapper
import FoundationEssentials
import Testing

/// A model that also travels as JSON, and whose properties are called as the
/// parameters of what the macro writes are.
@Document("books")
struct Book: Codable, Hashable {
    var id: String
    @DocumentMapper.Key("by") var writer: String
    var reader: String?
    var isPrinted: Bool = Book.isOld ? true : false

    static let isOld = false
}

@Suite("A model that is Codable")
struct CodableTests {
    let book = Book(id: "a", writer: "b", reader: "c", isPrinted: true)

    @Test func `JSON has the properties and no snapshot`() throws {
        let text = String(decoding: try JSONEncoder().encode(book), as: UTF8.self)

        #expect(!text.contains("snapshot"))
        #expect(text.contains(#""writer":"b""#))
    }

    @Test func `a model from JSON was never stored`() throws {
        let copy = try JSONDecoder().decode(Book.self, from: JSONEncoder().encode(book))

        #expect(copy == book)
        #expect(!copy.snapshot.isStored)
    }

    @Test func `properties called as parameters are stored`() throws {
        let document = try BSONDocument(encoding: book)

        #expect(document == ["_id": "a", "by": "b", "reader": "c", "isPrinted": true])
    }

    @Test func `a missing property reads back as what its initial value comes to`() throws {
        let book = try Book(reading: ["_id": "a", "by": "b"])

        #expect(!book.isPrinted)
    }
}
