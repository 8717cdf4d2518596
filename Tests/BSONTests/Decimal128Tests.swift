import BSON
import Testing

@Suite("Decimal numbers")
struct Decimal128Tests {
    @Test(
        "text reads back",
        arguments: [
            "0", "-0", "0.00", "19.90", "-1", "0.000001", "1E-7", "1E+3", "1.50E+10", "NaN",
            "Infinity", "-Infinity", "9.999999999999999999999999999999999E+6144", "1E-6176",
            "0E+6111", "1234567890123456789012345678901234",
        ])
    func readsBack(text: String) {
        #expect(Decimal128(text)?.description == text)
    }

    @Test(
        "text in another form becomes the usual one",
        arguments: [
            ("+.5", "0.5"), ("5.", "5"), ("007", "7"), ("1e3", "1E+3"), ("inf", "Infinity"),
            ("1E6112", "1.0E+6112"), ("10E-6177", "1E-6176"),
            ("0E+99999999999999999999", "0E+6111"),
            ("10000000000000000000000000000000000", "1.000000000000000000000000000000000E+34"),
        ])
    func otherForms(text: String, usual: String) {
        #expect(Decimal128(text)?.description == usual)
    }

    @Test(
        "what would be rounded or is no number is refused",
        arguments: [
            "12345678901234567890123456789012345", "1E+6145", "1E-6177", "11E-6177", "", ".", "-",
            "1e", "e1", "1 ", "0x1", "١", "--1", "1E99999999999999999999", "nano",
        ])
    func refused(text: String) {
        #expect(Decimal128(text) == nil)
    }

    @Test func `numbers are in the order that MongoDB sorts them`() {
        let texts = [
            "NaN", "-Infinity", "-1E+6144", "-10", "-9.5", "-1E-6176", "0", "1E-6176", "0.10",
            "0.2", "9", "1.0E+1", "10.5", "11", "9.999999999999999999999999999999999E+6144",
            "Infinity",
        ]

        let sorted = texts.shuffled().compactMap { Decimal128($0) }.sorted()

        #expect(sorted == texts.map { Decimal128($0) })
    }

    @Test func `numbers that differ in trailing zeros alone have an order`() throws {
        let short = try #require(Decimal128("1.0"))
        let long = try #require(Decimal128("1.00"))

        #expect(short != long)
        #expect((short < long) != (long < short))
    }

    @Test("whole numbers are literals", arguments: [(7, "7"), (-7, "-7"), (0, "0")])
    func literals(number: Decimal128, text: String) {
        #expect(number.description == text)
    }

    @Test func `the smallest integer is a number`() {
        #expect(Decimal128(Int.min).description == "\(Int.min)")
    }
}
