import Testing

@testable import Web

@Suite("Urlencoded forms")
struct URLEncodedFormTests {
    private static func limits(fields: Int) -> FormLimits {
        var limits = FormLimits.standard
        limits.fields = fields
        return limits
    }

    @Test func `no more is split than the limit allows`() {
        var reads = 0
        let endless = (0..<100_000).lazy.map { index in
            reads += 1
            return UInt8(ascii: index.isMultiple(of: 2) ? "a" : "&")
        }

        #expect(throws: URLEncodedForm.Failure.tooLarge) {
            try URLEncodedForm.decode(endless, limits: Self.limits(fields: 10))
        }

        #expect(reads < 1000)
    }

    @Test func `as many fields as the limit allows are read`() throws {
        let fields = try URLEncodedForm.decode(
            Array("&a=1&&b=2&".utf8), limits: Self.limits(fields: 2))

        #expect(fields.map(\.value) == ["1", "2"])
    }
}
