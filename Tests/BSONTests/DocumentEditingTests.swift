import BSON
import Testing

@Suite("Editing a document")
struct DocumentEditingTests {
    private let document: BSONDocument = ["a": 1, "b": 2]

    @Test func `a new value takes the place of the old one`() {
        var copy = document

        copy["a"] = "x"

        #expect(copy == ["a": "x", "b": 2])
    }

    @Test func `a new key comes last`() {
        var copy = document

        copy["c"] = .null

        #expect(copy == ["a": 1, "b": 2, "c": nil])
    }

    @Test func `a key that is set to nil is gone`() {
        var copy = document

        copy["a"] = nil
        copy["z"] = nil

        #expect(copy == ["b": 2])
    }

    @Test func `a longer and a shorter value leave the others as they are`() throws {
        var copy: BSONDocument = ["a": "short", "b": [1, 2], "c": ["d": nil]]

        copy["b"] = "much longer than what it replaces"
        copy["a"] = nil
        copy["c"] = true

        #expect(copy == ["b": "much longer than what it replaces", "c": true])
        #expect(try BSONDocument(copy.bytes) == copy)
    }

    @Test func `a key that occurs twice is set and removed in both places`() {
        let twice: BSONDocument = ["a": 1, "b": 2, "a": 3]
        var (changed, removed) = (twice, twice)

        changed["a"] = "x"
        removed["a"] = nil

        #expect(changed == ["a": "x", "b": 2, "a": "x"])
        #expect(removed == ["b": 2])
    }

    @Test func `keys are told apart by their bytes`() {
        var copy: BSONDocument = ["\u{E9}": 1]

        copy["e\u{301}"] = 2

        #expect(copy == ["\u{E9}": 1, "e\u{301}": 2])
    }

    @Test func `a NUL in a new key becomes a replacement character`() {
        var copy: BSONDocument = ["a": 1]

        copy["b\0"] = 2

        #expect(copy == ["a": 1, "b\u{FFFD}": 2])
    }

    @Test func `documents that differ only in the sign of zero are not equal`() {
        let document: BSONDocument = ["a": 0.0, "b": .double(.nan)]

        #expect(document == ["a": 0.0, "b": .double(.nan)])
        #expect(document != ["a": -0.0, "b": .double(.nan)])
    }
}
