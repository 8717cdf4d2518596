import DocumentMapper
import Testing

@Suite("Difference")
struct DifferenceTests {
    /// A document before and after an edit, and what the edit comes to.
    struct Example: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let old: BSONDocument
        let new: BSONDocument
        var stored: BSONDocument?
        var assigned: BSONDocument = [:]
        var removed: BSONDocument = [:]
        let result: BSONDocument

        init(
            _ name: String, from old: BSONDocument, to new: BSONDocument,
            stored: BSONDocument? = nil, assigned: BSONDocument = [:], removed: BSONDocument = [:],
            result: BSONDocument
        ) {
            testDescription = name
            (self.old, self.new, self.stored) = (old, new, stored)
            (self.assigned, self.removed, self.result) = (assigned, removed, result)
        }
    }

    static let examples = [
        Example("nothing", from: ["a": 1], to: ["a": 1], result: ["a": 1]),
        Example(
            "one of two", from: ["a": 1, "b": 1], to: ["a": 1, "b": 2], assigned: ["b": 2],
            result: ["a": 1, "b": 2]),
        Example("added", from: [:], to: ["a": 1], assigned: ["a": 1], result: ["a": 1]),
        Example("removed", from: ["a": 1], to: [:], removed: ["a": true], result: [:]),
        Example(
            "an unknown field stays", from: ["a": 1], to: ["a": 2], stored: ["x": 9, "a": 1],
            assigned: ["a": 2], result: ["x": 9, "a": 2]),
        Example(
            "a number of another type is no change", from: ["a": 1], to: ["a": 1],
            stored: ["a": 1.0], result: ["a": 1.0]),
        Example(
            "a default that is not stored is no change", from: ["a": 1, "b": 1],
            to: ["a": 1, "b": 1], stored: ["a": 1], result: ["a": 1]),
        Example(
            "a stored null is replaced", from: [:], to: ["a": 1], stored: ["a": nil],
            assigned: ["a": 1], result: ["a": 1]),
        Example(
            "minus zero is a change", from: ["a": 0.0], to: ["a": -0.0], assigned: ["a": -0.0],
            result: ["a": -0.0]),
        Example(
            "not-a-number is the same as itself", from: ["a": .double(.nan)],
            to: ["a": .double(.nan)], result: ["a": .double(.nan)]),
        Example(
            "within a document by its path", from: ["a": ["b": 1, "c": 1]],
            to: ["a": ["b": 2, "c": 1]], stored: ["a": ["b": 1, "c": 1, "x": 9]],
            assigned: ["a.b": 2], result: ["a": ["b": 2, "c": 1, "x": 9]]),
        Example(
            "gone from within a document", from: ["a": ["b": ["c": 1, "d": 1]]],
            to: ["a": ["b": ["d": 1]]], removed: ["a.b.c": true], result: ["a": ["b": ["d": 1]]]),
        Example(
            "a document that is not stored yet is written whole", from: ["a": ["b": 1, "c": 1]],
            to: ["a": ["b": 2, "c": 1]], stored: [:], assigned: ["a": ["b": 2, "c": 1]],
            result: ["a": ["b": 2, "c": 1]]),
        Example(
            "a document with a key that no path can name is written whole",
            from: ["a": ["b.c": 1, "d": 1]], to: ["a": ["b.c": 2, "d": 1]],
            assigned: ["a": ["b.c": 2, "d": 1]], result: ["a": ["b.c": 2, "d": 1]]),
        Example(
            "another order is a change", from: ["a": ["b": 1, "c": 1]],
            to: ["a": ["c": 1, "b": 1]], assigned: ["a": ["c": 1, "b": 1]],
            result: ["a": ["c": 1, "b": 1]]),
        Example(
            "keys come and go without another order", from: ["a": ["b": 1, "c": 1, "d": 1]],
            to: ["a": ["b": 1, "x": 1, "d": 1]], assigned: ["a.x": 1], removed: ["a.c": true],
            result: ["a": ["b": 1, "d": 1, "x": 1]]),
        Example(
            "only the first of two fields with the same key is changed", from: ["b": 1, "a": 1],
            to: ["b": 1, "a": 2], stored: ["a": 1, "x": 9, "a": 8, "b": 1], assigned: ["a": 2],
            result: ["a": 2, "x": 9, "a": 8, "b": 1]),
        Example(
            "keys are told apart by their bytes", from: ["\u{E9}": 1], to: ["\u{E9}": 2],
            stored: ["e\u{301}": 7, "\u{E9}": 1], assigned: ["\u{E9}": 2],
            result: ["e\u{301}": 7, "\u{E9}": 2]),
        Example(
            "an array of other numbers is written whole", from: ["a": [1, 2]],
            to: ["a": [1, 3]], stored: ["a": [1.0, 2.0]], assigned: ["a": [1, 3]],
            result: ["a": [1, 3]]),
        Example(
            "an array is written whole", from: ["a": [1, 2]], to: ["a": [1, 3]],
            assigned: ["a": [1, 3]], result: ["a": [1, 3]]),
    ]

    @Test("an edit comes to its smallest change", arguments: examples)
    func finds(example: Example) throws {
        let difference = try Difference(
            from: example.old, to: example.new, stored: example.stored ?? example.old)

        #expect(difference.assigned == example.assigned)
        #expect(difference.removed == example.removed)
        #expect(difference.result == example.result)
    }

    @Test func `a changed key that would be a path is refused`() {
        #expect(throws: BSONError.self) {
            try Difference(from: ["a.b": 1], to: ["a.b": 2], stored: ["a.b": 1])
        }
    }
}
