import BSON
import Testing

@Suite("Documents")
struct BSONDocumentTests {
    @Test func `keys keep the order of the literal`() {
        let document: BSONDocument = ["z": 1, "a": 2, "m": 3]

        #expect(document.keys == ["z", "a", "m"])
    }

    @Test func `the order of keys counts`() {
        let document: BSONDocument = ["a": 1, "b": 2]

        #expect(document != ["b": 2, "a": 1])
    }

    @Test func `a key finds its first value`() {
        let document: BSONDocument = ["a": 1, "ab": 2, "a": 3]

        #expect(document["a"] == 1)
        #expect(document["ab"] == 2)
        #expect(document["b"] == nil)
    }

    @Test func `a key with a NUL in it finds nothing`() {
        let document: BSONDocument = ["a": .int32(0x6262), "b": 1]

        #expect(document["a\0bb"] == nil)
    }

    @Test func `an element is appended`() throws {
        var document: BSONDocument = ["a": 1]

        document.append("b", "two")
        try document.append(key: "c", 3)

        #expect(document == ["a": 1, "b": "two", "c": 3])
    }

    @Test func `a refused key leaves the document as it was`() {
        var document: BSONDocument = ["a": 1]

        #expect(throws: BSONError(.containsNUL)) { try document.append(key: "b\0", 2) }
        #expect(document == ["a": 1])
    }

    @Test func `a NUL in the key of a literal becomes a replacement character`() throws {
        let document: BSONDocument = ["a\0$where": 1]

        #expect(try BSONDocument(document.bytes).keys == ["a\u{FFFD}$where"])
    }

    @Test func `bytes after the document are refused`() {
        #expect(throws: BSONError.self) { try BSONDocument([5, 0, 0, 0, 0, 0]) }
    }

    @Test func `the error names the path to the broken value`() {
        var bytes = (["a": ["b": [true]]] as BSONDocument).bytes
        for index in bytes.indices where bytes[index] == 8 { bytes[index + 3] = 9 }

        let error = #expect(throws: BSONError.self) { try BSONDocument(bytes) }

        #expect(error == BSONError(.malformed(.boolean), path: "a.b.0"))
    }

    @Test func `a value that copies broken bytes makes no document`() {
        #expect(throws: BSONError.self) { try BSONDocument(encoding: Copied(bytes: [7, 0, 0])) }
        #expect(throws: BSONError.self) {
            try BSONDocument(encoding: Copied(bytes: [7, 0, 0, 0, 0x70, 0, 0]))
        }
    }

    @Test("a value that is not one document makes none", arguments: [0, 2])
    func notOne(count: Int) {
        #expect(throws: BSONError.self) { try BSONDocument(encoding: Repeated(count: count)) }
    }

    @Test func `nesting of what is encoded is bounded`() throws {
        #expect(throws: Never.self) { try BSONDocument(encoding: Nested(levels: 200)) }
        #expect(throws: BSONError(.tooDeep)) { try BSONDocument(encoding: Nested(levels: 201)) }
    }

    @Test func `nesting of a document within what is encoded is bounded`() throws {
        let inner = try BSONDocument(encoding: Nested(levels: 200))

        let error = #expect(throws: BSONError.self) { try BSONDocument(encoding: ["a": inner]) }
        #expect(error?.reason == .tooDeep)
    }
}

private struct Copied: BSONEncodable {
    let bytes: [UInt8]

    func write(to writer: inout BSONWriter) { writer.copy(BSONReader(bytes.span)) }
}

private struct Repeated: BSONEncodable {
    let count: Int

    func write(to writer: inout BSONWriter) {
        for _ in 0..<count { writer.document { _ in } }
    }
}

private struct Nested: BSONEncodable {
    let levels: Int

    func write(to writer: inout BSONWriter) {
        writer.document { if levels > 1 { $0.append("a", Nested(levels: levels - 1)) } }
    }
}
