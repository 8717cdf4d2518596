import BSON
import Testing

@Suite("Reader")
struct BSONReaderTests {
    @Test("fields are found in any order", arguments: [["a", "b", "c"], ["c", "b", "a"], ["b"]])
    func anyOrder(keys: [String]) throws {
        let document: BSONDocument = ["a": "a", "b": "b", "c": "c"]
        var reader = BSONReader(document.bytes.span)

        for key in keys {
            let value = try reader.value(forKey: key, as: String.self)
            #expect(value == key)
        }
    }

    @Test func `a field is found again after a search for a missing one`() throws {
        let document: BSONDocument = ["a": 1, "b": 2]
        var reader = BSONReader(document.bytes.span)

        let first = try reader.require("b", as: Int.self)
        let missing = try reader.value("c", as: Int.self)
        let again = try reader.require("a", as: Int.self)

        #expect([first, missing, again] == [2, nil, 1])
    }

    @Test("keys are told apart by every byte", arguments: ["abcdefgh", "abcdefghi", "abcdefg", ""])
    func keys(key: String) throws {
        let document: BSONDocument = [
            "abcdefgzi": "", "abcdefghi": "abcdefghi", "abcdefgh": "abcdefgh", "": "",
            "abcdefg": "abcdefg",
        ]
        var reader = BSONReader(document.bytes.span)

        let value = try reader.value(forKey: key, as: String.self)

        #expect(value == key)
    }

    @Test func `null and undefined are nil`() throws {
        let document: BSONDocument = ["a": nil, "b": .undefined]
        var reader = BSONReader(document.bytes.span)

        let values = [try reader.value("a", as: Int.self), try reader.value("b", as: Int.self)]

        #expect(values == [nil, nil])
    }

    @Test("a required field that is missing or null is named", arguments: ["a", "b"])
    func missing(key: String) {
        let document: BSONDocument = [key: nil]

        let error = failure(document) { (reader) throws(BSONError) in
            _ = try reader.require("a", as: Int.self)
        }

        #expect(error == .missing("a"))
    }

    @Test func `a mismatch names the path, what was expected and what was found`() {
        let document: BSONDocument = ["counts": ["a": 1, "b": [2, "x"]]]

        let error = failure(document) { (reader) throws(BSONError) in
            _ = try reader.require("counts", as: [String: [Int]].self)
        }

        #expect(
            error == BSONError(.mismatch(expected: "array", found: .int64), path: "counts.a"))
        #expect(error?.description == "The field 'counts.*' should be array, but is int64.")
    }

    @Test func `an error never tells the value`() {
        let document: BSONDocument = ["status": "secret"]

        let error = failure(document) { (reader) throws(BSONError) in
            _ = try reader.require("status", as: Sample.Status.self)
        }

        #expect(error?.description == "The field 'status' is not a valid Status.")
    }

    @Test func `elements are walked in order`() throws {
        let document: BSONDocument = ["a": 1, "b": 2]
        var reader = BSONReader(document.bytes.span)
        var seen: [String] = []

        while let element = try reader.next() {
            var value = element.value
            seen.append("\(try element.key())=\(try Int(from: &value))")
        }

        #expect(seen == ["a=1", "b=2"])
    }

    @Test func `bytes that are no document throw at the first field`() {
        let bytes: [UInt8] = [1, 2, 3]
        var reader = BSONReader(bytes.span)
        let value = try? reader.value("a", as: Int.self)

        #expect(value == nil)
    }

    @Test func `a value may not reach over the end of its document`() {
        let bytes: [UInt8] = [11, 0, 0, 0, 0x10, 0x61, 0, 5, 0, 0, 0]
        var reader = BSONReader(bytes.span)
        let value = try? reader.value("a", as: Int.self)

        #expect(value == nil)
    }

    /// Returns what `body` throws.
    private func failure(
        _ document: BSONDocument, _ body: (inout BSONReader) throws(BSONError) -> Void
    ) -> BSONError? {
        var reader = BSONReader(document.bytes.span)
        do throws(BSONError) {
            try body(&reader)
            return nil
        } catch {
            return error
        }
    }
}
