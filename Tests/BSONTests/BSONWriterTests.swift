import BSON
import Testing

@Suite("Writer")
struct BSONWriterTests {
    @Test func `nil leaves a field out and null is written on demand`() throws {
        let bytes = try written { writer in
            writer.append("a", nil as Int?)
            writer.appendNull("b")
            writer.append("c", [1, nil])
        }

        #expect(try BSONDocument(bytes) == ["b": nil, "c": [1, nil]])
    }

    @Test func `items are numbered`() throws {
        let bytes = try written { $0.append("items", Array(0..<101)) }

        let array = try BSONDocument(bytes)["items"]?.array

        #expect(array?.compactMap(\.int) == Array(0..<101))
        #expect(String(decoding: bytes, as: UTF8.self).contains("100\0"))
    }

    @Test func `documents and arrays lie within each other`() throws {
        let bytes = try written { writer in
            writer.document("a") { $0.array("b") { $0.append(1) } }
            writer.array(key: "c") { writer in
                writer.append([2])
                writer.append(3)
            }
            writer.document(key: "d") { _ in }
        }

        #expect(try BSONDocument(bytes) == ["a": ["b": [1]], "c": [[2], 3], "d": [:]])
    }

    @Test func `numbers go on after an array within an array`() throws {
        let bytes = try written { $0.append("a", [[7], [8], [9]]) }

        var reader = BSONReader(bytes.span)
        let array = try reader.find("a")
        var keys: [String] = []
        if var items = array {
            while let item = try items.next() { keys.append(try item.key()) }
        }

        #expect(keys == ["0", "1", "2"])
    }

    @Test func `a value that writes nothing leaves its field out`() throws {
        struct Nothing: BSONEncodable {
            func write(to writer: inout BSONWriter) {}
        }

        let bytes = try written { writer in
            writer.append("a", Nothing())
            writer.append("b", [Nothing()])
        }

        #expect(try BSONDocument(bytes) == ["b": []])
    }

    @Test func `two documents may follow each other`() throws {
        var writer = BSONWriter()

        writer.document { _ in }
        writer.document { _ in }

        #expect(try writer.finish() == [5, 0, 0, 0, 0, 5, 0, 0, 0, 0])
    }

    @Test func `a value is copied out of other bytes`() throws {
        let document: BSONDocument = ["a": ["b": 1]]
        var reader = BSONReader(document.bytes.span)
        let element = try reader.next()
        var writer = BSONWriter()

        if let element {
            writer.document { $0.append(key: "copy", copying: element.value) }
        }

        #expect(try BSONDocument(writer.finish()) == ["copy": ["b": 1]])
    }

    @Test func `a NUL in a key fails and leaves no bytes`() {
        var writer = BSONWriter()

        writer.document { $0.append(key: "a\0b", 1) }

        #expect(writer.failure?.reason == .containsNUL)
        #expect(writer.bytes.isEmpty)
        #expect(throws: BSONError.self) { try writer.finish() }
    }

    @Test func `a NUL in a regular expression fails`() {
        var writer = BSONWriter()

        writer.document { $0.append("a", BSONRegularExpression("a\0b")) }

        #expect(writer.failure?.reason == .containsNUL)
    }

    @Test func `a value without a key fails`() {
        var writer = BSONWriter()

        writer.int32(1)

        #expect(writer.failure?.reason == .misplaced)
    }

    @Test func `a second value for a key fails`() {
        struct Twice: BSONEncodable {
            func write(to writer: inout BSONWriter) {
                writer.int32(1)
                writer.int32(2)
            }
        }
        var writer = BSONWriter()

        writer.document { $0.append("a", Twice()) }

        #expect(writer.failure?.reason == .misplaced)
    }

    @Test func `a writer starts over`() throws {
        var writer = BSONWriter()
        writer.null()

        writer.removeAll()
        writer.document { _ in }

        #expect(try writer.finish() == BSONDocument().bytes)
    }

    /// Returns the bytes of one document.
    private func written(_ body: (inout BSONWriter) -> Void) throws -> [UInt8] {
        var writer = BSONWriter()
        writer.document(body)
        return try writer.finish()
    }
}
