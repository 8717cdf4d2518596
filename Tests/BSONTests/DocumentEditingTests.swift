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
}
