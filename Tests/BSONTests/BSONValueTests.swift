import BSON
import FoundationEssentials
import Testing

@Suite("Values")
struct BSONValueTests {
    @Test("a value of every type reads back", arguments: EveryType.values)
    func readsBack(value: BSONValue) throws {
        let document: BSONDocument = ["value": value]

        let copy = try BSONDocument(document.bytes)["value"]

        #expect(copy == value)
    }

    @Test func `the sample has every type`() {
        #expect(Set(EveryType.values.map(\.type)) == Set(BSONType.allCases))
    }

    @Test("a number that is not a number keeps its bits", arguments: [Double.nan, -.nan])
    func notANumber(value: Double) throws {
        let document: BSONDocument = ["value": .double(value)]

        let copy = document["value"]?.double

        #expect(copy?.bitPattern == value.bitPattern)
    }

    @Test func `literals make values`() {
        let value: BSONValue = ["a": 1, "b": 1.5, "c": "x", "d": true, "e": nil, "f": [1]]

        #expect(
            value.document
                == [
                    "a": .int64(1), "b": .double(1.5), "c": .string("x"), "d": .bool(true),
                    "e": .null, "f": .array([.int64(1)]),
                ])
    }

    @Test func `any encodable becomes a value`() throws {
        #expect(try BSONValue(encoding: ["a": 1]) == ["a": 1])
    }

    @Test(
        "numbers are read across types",
        arguments: [BSONValue.int32(5), .int64(5), .double(5)]
    )
    func numbers(value: BSONValue) {
        #expect(value.int == 5)
        #expect(value.double == 5)
    }

    @Test func `the options of a regular expression are sorted`() {
        #expect(BSONRegularExpression("a", options: "xmi").options == "imx")
    }
}
