import TestSupport
import Testing
import Web

@Suite("Several ranges")
struct ByteRangesTests {
    @Test(
        "a header names ranges, or everything, or nothing that there is",
        arguments: [
            ("bytes=0-1,5-6", .parts([0..<2, 5..<7])), ("bytes=5-6, 0-1", .parts([5..<7, 0..<2])),
            ("bytes=0-0,-1", .parts([0..<1, 99..<100])), ("bytes=0-1,200-300", .parts([0..<2])),
            ("bytes=200-300,400-", .unsatisfiable), ("bytes=-0", .unsatisfiable),
            ("bytes=0-5,3-8", .whole), ("bytes=0-,-1", .whole), ("bytes=0-1,,3-4", .whole),
            ("bytes=0-1,x", .whole), ("bytes=5-4,0-1", .whole), ("BYTES=0-1", .parts([0..<2])),
            (nil, .whole), ("", .whole), ("bytes", .whole), ("bytes=", .whole),
        ] as [(String?, ByteRanges)])
    func reads(header: String?, ranges: ByteRanges) {
        #expect(ByteRanges(header, length: 100) == ranges)
    }

    @Test func `an empty file has no part`() {
        #expect(ByteRanges("bytes=0-", length: 0) == .unsatisfiable)
        #expect(ByteRanges("bytes=-5", length: 0) == .unsatisfiable)
    }

    @Test func `CVE-2025-62727: ranges without number are not looked at`() {
        let header = "bytes=" + String(repeating: "0-,", count: 100_000)

        #expect(ByteRanges(header, length: 100) == .whole)
    }

    @Test("several ranges come in one response", arguments: ["/bytes", "/stream"])
    func multipart(path: String) async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            let response = try await visitor.get(path, headers: ["Range: bytes=0-1,-2,500-500"])

            let type = try #require(response["content-type"])
            let boundary = try #require(type.split(separator: "boundary=").last)
            let expected: [(String, [UInt8])] = [
                ("0-1", [0, 1]), ("998-999", [230, 231]), ("500-500", [244]),
            ]
            let parts = expected.flatMap { range, bytes in
                Array(
                    """
                    --\(boundary)\r\nContent-Type: image/png\r\n\
                    Content-Range: bytes \(range)/1000\r\n\r\n
                    """.utf8) + bytes + Array("\r\n".utf8)
            }
            #expect(response.status == 206 && type.hasPrefix("multipart/byteranges; "))
            #expect(response.body == parts + Array("--\(boundary)--\r\n".utf8))
            #expect(response["content-range"] == nil)
        }
    }

    @Test func `HEAD knows no ranges`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            let response = try await visitor.get(
                "/bytes", method: "HEAD", headers: ["Range: bytes=0-1"])

            #expect(response.status == 200 && response["content-length"] == "1000")
        }
    }
}
