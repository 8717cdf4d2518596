import BSON
import Testing

@testable import SpecRunner

@Suite("Matching what a test expects")
struct MatcherTests {
    /// An expected value, an actual one, and whether they match.
    struct Example: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let expected: BSONValue
        let actual: BSONValue?
        let matches: Bool

        init(_ name: String, _ expected: BSONValue, _ actual: BSONValue?, _ matches: Bool) {
            testDescription = name
            self.expected = expected
            self.actual = actual
            self.matches = matches
        }
    }

    private let matcher = Matcher(
        value: { name in
            guard name == "id" else { throw Failure("there is no entity \(name)") }
            return 7
        },
        session: { _ in ["id": "s"] })

    private func matches(_ expected: BSONValue, _ actual: BSONValue?) -> Bool {
        (try? matcher.match(expected, actual)) != nil
    }

    @Test(
        "values are compared by the rules of the format",
        arguments: [
            Example("more fields outside", ["x": 1], ["x": 1, "y": 1], true),
            Example("more fields within", ["x": ["y": 1]], ["x": ["y": 1, "z": 1]], false),
            Example("a missing field", ["x": 1, "y": 1], ["x": 1], false),
            Example("another order", ["x": 1, "y": 2], ["y": 2, "x": 1], true),
            Example("numbers of any type", ["x": .int32(1)], ["x": .double(1)], true),
            Example("another number", ["x": 1], ["x": 1.5], false),
            Example("a number and text", ["x": 1], ["x": "1"], false),
            Example("a null that is missing", ["x": nil], [:], false),
            Example("arrays of one length", [1, 2], [1, 2], true),
            Example("a longer array", [1, 2], [1, 2, 3], false),
            Example("more fields in an array", [["x": 1]], [["x": 1, "y": 1]], false),
            Example("a large integer", .int64(.max), .double(0x1p63), false),
        ])
    func plain(example: Example) {
        let result = matches(example.expected, example.actual)

        #expect(result == example.matches)
    }

    @Test(
        "conditions are checked",
        arguments: [
            Example("a field exists", ["x": ["$$exists": true]], ["x": nil], true),
            Example("a field does not", ["x": ["$$exists": true]], [:], false),
            Example("a field must not", ["x": ["$$exists": false]], ["x": 1], false),
            Example("a type", ["x": ["$$type": "string"]], ["x": "a"], true),
            Example("one of types", ["x": ["$$type": ["int", "long"]]], ["x": 1], true),
            Example("any number", ["x": ["$$type": "number"]], ["x": 1.5], true),
            Example("another type", ["x": ["$$type": "int"]], ["x": "a"], false),
            Example("no type at all", ["x": ["$$type": "int"]], [:], false),
            Example("unset", ["x": ["$$unsetOrMatches": 1]], [:], true),
            Example("set and equal", ["x": ["$$unsetOrMatches": 1]], ["x": 1], true),
            Example("set otherwise", ["x": ["$$unsetOrMatches": 1]], ["x": 2], false),
            Example("no result", ["$$unsetOrMatches": ["x": 1]], nil, true),
            Example("a root when set", ["$$unsetOrMatches": ["x": 1]], ["x": 1, "y": 1], true),
            Example("an entity", ["x": ["$$matchesEntity": "id"]], ["x": 7], true),
            Example("another entity", ["x": ["$$matchesEntity": "id"]], ["x": 8], false),
            Example("a missing entity", ["x": ["$$matchesEntity": "no"]], ["x": 7], false),
            Example("a session", ["lsid": ["$$sessionLsid": "s"]], ["lsid": ["id": "s"]], true),
            Example("another", ["lsid": ["$$sessionLsid": "s"]], ["lsid": ["id": "t"]], false),
            Example("bytes", ["$$matchesHexBytes": "0aFF"], .binary(.init([10, 255])), true),
            Example("other bytes", ["$$matchesHexBytes": "0a"], .binary(.init([11])), false),
            Example("at most", ["x": ["$$lte": 5]], ["x": 5], true),
            Example("more", ["x": ["$$lte": 5]], ["x": 6], false),
            Example(
                "a root within", ["x": ["$$matchAsRoot": ["y": 1]]], ["x": ["y": 1, "z": 1]], true),
            Example("text", ["x": ["$$matchAsDocument": ["y": 1]]], ["x": #"{"y": 1}"#], true),
            Example(
                "other text", ["x": ["$$matchAsDocument": ["y": 1]]], ["x": #"{"y": 2}"#], false),
            Example("an unknown condition", ["x": ["$$nonsense": 1]], ["x": 1], false),
        ])
    func conditions(example: Example) {
        let result = matches(example.expected, example.actual)

        #expect(result == example.matches)
    }

    @Test func `each document of a cursor may have more fields`() throws {
        try matcher.match([["x": 1], ["x": 2]], documents: [["x": 1, "y": 1], ["x": 2]])
    }

    @Test func `a failure says where the difference is`() {
        #expect(throws: Failure("a.b[1] is 3, not 2")) {
            try matcher.match(["a": ["b": [1, 2]]], ["a": ["b": [1, 3]]])
        }
    }
}
