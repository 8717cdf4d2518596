import BSON
import FoundationEssentials
import Testing

@Suite("Conformances")
struct ConformanceTests {
    @Test func `an integer is written with 64 bits`() throws {
        #expect(try BSONValue(encoding: 1) == .int64(1))
    }

    @Test(
        "an integer is read from every whole number",
        arguments: [BSONValue.int32(-3), .int64(-3), .double(-3)]
    )
    func wholeNumbers(value: BSONValue) throws {
        #expect(try decode(Int.self, from: value) == -3)
        #expect(try decode(Int32.self, from: value) == -3)
        #expect(try decode(Int64.self, from: value) == -3)
        #expect(try decode(Double.self, from: value) == -3)
    }

    @Test(
        "an integer is not read from what it cannot hold",
        arguments: [BSONValue.double(0.5), .double(.nan), .double(1e19), "3", .bool(true), .null]
    )
    func otherNumbers(value: BSONValue) {
        #expect(throws: BSONError.self) { try decode(Int.self, from: value) }
    }

    @Test func `an integer beyond 32 bits does not fit`() {
        #expect(throws: BSONError(.unexpectedValue(expected: "Int32"), path: "value")) {
            try decode(Int32.self, from: .int64(1 << 31))
        }
    }

    @Test func `a universally unique identifier has subtype 4`() throws {
        let identifier = UUID()

        let value = try BSONValue(encoding: identifier)

        #expect(value.binary?.subtype == .uuid)
        #expect(try decode(UUID.self, from: value) == identifier)
    }

    @Test(
        "bytes of another kind are no identifier",
        arguments: [
            BSONBinary(Array(repeating: 0, count: 16)),
            BSONBinary(Array(repeating: 0, count: 15), subtype: .uuid),
        ]
    )
    func otherBytes(binary: BSONBinary) {
        #expect(throws: BSONError.self) { try decode(UUID.self, from: .binary(binary)) }
    }

    @Test func `a dictionary is written in the order of its keys`() throws {
        let value = try BSONValue(encoding: ["c": 3, "a": 1, "b": 2])

        #expect(value == ["a": 1, "b": 2, "c": 3])
        #expect(try decode([String: Int].self, from: value) == ["a": 1, "b": 2, "c": 3])
    }

    @Test func `a set is written in the order of its bytes`() throws {
        let value = try BSONValue(encoding: Set(["c", "a", "b"]))

        #expect(value == ["a", "b", "c"])
        #expect(try decode(Set<String>.self, from: value) == ["a", "b", "c"])
    }

    @Test func `nil within an array is null`() throws {
        let value = try BSONValue(encoding: [1, nil])

        #expect(value == [1, nil])
        #expect(try decode([Int?].self, from: value) == [1, nil])
    }

    @Test func `an enumeration is its raw value`() throws {
        #expect(try BSONValue(encoding: Sample.Status.published) == "published")
        #expect(try decode(Sample.Status.self, from: "draft") == .draft)
    }

    @Test func `text that is not UTF-8 is refused`() {
        let bytes: [UInt8] = [14, 0, 0, 0, 2, 0x61, 0, 2, 0, 0, 0, 0xE9, 0, 0]
        var reader = BSONReader(bytes.span)
        let error = Result { try reader.value("a", as: String.self) }.failure

        #expect(error as? BSONError == BSONError(.malformed(.text), path: "a"))
    }

    @Test func `a URL is text`() throws {
        let url = try #require(URL(string: "https://example.org/a?b=c#d"))

        let value = try BSONValue(encoding: url)

        #expect(value == "https://example.org/a?b=c#d")
        #expect(try decode(URL.self, from: value) == url)
    }

    @Test("what is no URL is refused", arguments: ["", 1] as [BSONValue])
    func noURL(value: BSONValue) {
        #expect(throws: BSONError.self) { try decode(URL.self, from: value) }
    }

    @Test func `data is bytes of the generic subtype`() throws {
        let value = try BSONValue(encoding: Data([1, 2]))

        #expect(value.binary == BSONBinary([1, 2]))
        #expect(try decode(Data.self, from: value) == Data([1, 2]))
    }

    @Test func `bytes that mean something are not data`() {
        let value = BSONValue.binary(BSONBinary([1], subtype: .uuid))

        #expect(throws: BSONError.self) { try decode(Data.self, from: value) }
    }

    @Test func `keys of a dictionary have types`() throws {
        let id = ObjectID()
        let uuid = UUID()

        #expect(try BSONValue(encoding: [2: "b", 10: "a"]) == ["10": "a", "2": "b"])
        #expect(try decode([Int: String].self, from: ["10": "a"]) == [10: "a"])
        #expect(try decode([ObjectID: Int].self, from: BSONValue(encoding: [id: 1])) == [id: 1])
        #expect(try decode([UUID: Int].self, from: BSONValue(encoding: [uuid: 1])) == [uuid: 1])
        #expect(try decode([Color: Int].self, from: ["red": 1]) == [.red: 1])
    }

    @Test func `a key that its type does not know is named`() {
        #expect(
            throws: BSONError(.unexpectedValue(expected: "key of type Color"), path: "value.blue")
        ) {
            try decode([Color: Int].self, from: ["blue": 1])
        }
    }

    @Test func `a type of one's own is stored as another`() throws {
        #expect(try BSONValue(encoding: Money(bsonRepresentation: 5)) == 5)
        #expect(try decode(Money.self, from: 5).cents == 5)
        #expect(try decode(Email.self, from: "a@b").rawValue == "a@b")
        #expect(throws: BSONError(.unexpectedValue(expected: "Email"), path: "value")) {
            try decode(Email.self, from: "nobody")
        }
    }

    @Test func `a null that a type reads is not missing`() throws {
        let document: BSONDocument = ["value": nil]
        var reader = BSONReader(document.bytes.span)

        #expect(try reader.require("value", as: BSONValue.self) == .null)
        #expect(try reader.require("value", as: Int?.self) == nil)
        #expect(throws: BSONError.missing("value")) {
            var reader = BSONReader(document.bytes.span)
            return try reader.require("value", as: Int.self)
        }
    }

    /// Reads `value` as the field of a document.
    private func decode<Value: BSONDecodable>(
        _ type: Value.Type, from value: BSONValue
    ) throws -> Value {
        let document: BSONDocument = ["value": value]
        var reader = BSONReader(document.bytes.span)
        guard let element = try reader.next() else { throw BSONError(.missing) }
        var field = element.value
        do {
            return try Value(from: &field)
        } catch {
            throw error.inside("value")
        }
    }
}

private enum Color: String, BSONKey { case red }

private struct Money: BSONRepresentable {
    var cents: Int
    var bsonRepresentation: Int { cents }
    init(bsonRepresentation: Int) { cents = bsonRepresentation }
}

private struct Email: RawRepresentable, BSONCodable {
    let rawValue: String
    init?(rawValue: String) {
        guard rawValue.contains("@") else { return nil }
        self.rawValue = rawValue
    }
}

extension Result {
    /// What was thrown.
    fileprivate var failure: Failure? {
        if case .failure(let failure) = self { failure } else { nil }
    }
}
