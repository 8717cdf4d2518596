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

extension Result {
    /// What was thrown.
    fileprivate var failure: Failure? {
        if case .failure(let failure) = self { failure } else { nil }
    }
}
