import Testing

@testable import Web

@Suite("Urlencoded forms")
struct URLEncodedFormTests {
    @Test func `no more is split than the limit allows`() {
        var reads = 0
        let endless = (0..<100_000).lazy.map { index in
            reads += 1
            return UInt8(ascii: index.isMultiple(of: 2) ? "a" : "&")
        }

        #expect(throws: URLEncodedForm.Failure.tooManyFields) {
            try URLEncodedForm.decode(endless, limit: 10)
        }

        #expect(reads < 1000)
    }

    @Test func `as many fields as the limit allows are read`() throws {
        let fields = try URLEncodedForm.decode(Array("&a=1&&b=2&".utf8), limit: 2)

        #expect(fields.map(\.value) == ["1", "2"])
    }
}
