import BSON
import FoundationEssentials
import Testing

@Suite("Dates in Extended JSON")
struct ExtendedJSONDateTests {
    @Test(
        "a date is read in any zone",
        arguments: [
            ("2012-12-24T12:15:30.501Z", 1_356_351_330_501),
            ("2012-12-24T13:15:30.501+01:00", 1_356_351_330_501),
            ("2012-12-24T08:45:30.501-0330", 1_356_351_330_501),
            ("2012-12-24T12:15:30.5Z", 1_356_351_330_500),
            ("2012-12-24T12:15:30.501999Z", 1_356_351_330_501),
            ("1969-12-31T23:59:59.999Z", -1), ("0000-01-01T00:00:00Z", -62_167_219_200_000),
            ("2000-02-29T00:00:00Z", 951_782_400_000), ("1900-03-01T00:00:00Z", -2_203_891_200_000),
            ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
        ] as [(String, Int64)])
    func reading(text: String, milliseconds: Int64) throws {
        let value = try BSONValue(extendedJSON: #"{"$date":"\#(text)"}"#)

        #expect(value == .date(milliseconds: milliseconds))
    }

    @Test func `every day from 1970 to 9999 reads back and is the one Foundation knows`() throws {
        let style = Date.ISO8601FormatStyle()
        for day in stride(from: 0, to: 2_932_896, by: 97) as StrideTo<Int64> {
            let value = BSONValue.date(milliseconds: day * 86_400_000)
            let text = value.extendedJSON()

            let date = Date(timeIntervalSince1970: Double(day) * 86_400)
            #expect(text == #"{"$date":"\#(style.format(date))"}"#)
            #expect(try BSONValue(extendedJSON: text) == value)
        }
    }

    @Test(
        "a date beyond those years is a number",
        arguments: [-1, 253_402_300_800_000, .min, .max] as [Int64])
    func beyond(milliseconds: Int64) {
        let text = BSONValue.date(milliseconds: milliseconds).extendedJSON()

        #expect(text == #"{"$date":{"$numberLong":"\#(milliseconds)"}}"#)
    }
}
