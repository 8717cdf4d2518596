import FoundationEssentials
import Hummingbird
import TestSupport
import Testing
import Web

@Suite("Served content")
struct ServedContentTests {
    @Test(
        "a range is answered as the standard says",
        arguments: [
            ("bytes=0-99", 206, "bytes 0-99/1000", 100),
            ("bytes=990-2000", 206, "bytes 990-999/1000", 10),
            ("bytes=999-", 206, "bytes 999-999/1000", 1),
            ("bytes=-5", 206, "bytes 995-999/1000", 5),
            ("bytes=-5000", 206, "bytes 0-999/1000", 1000),
            ("bytes=0-99999999999999999999", 206, "bytes 0-999/1000", 1000),
            ("bytes=2000-3000", 416, "bytes */1000", -1),
            ("bytes=1000-", 416, "bytes */1000", -1),
            ("bytes=-0", 416, "bytes */1000", -1),
            ("bytes=5-4", 200, "", 1000),
            ("bytes=a-b", 200, "", 1000),
            ("bytes=-", 200, "", 1000),
            ("bytes=+1-2", 200, "", 1000),
            ("lines=0-1", 200, "", 1000),
        ],
        ["/bytes", "/stream"])
    func ranges(
        sample: (range: String, status: Int, contentRange: String, count: Int), path: String
    ) async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            let response = try await visitor.get(path, headers: ["Range: \(sample.range)"])

            #expect(response.status == sample.status)
            #expect(response["content-range"] ?? "" == sample.contentRange)
            #expect(sample.count < 0 || response.body.count == sample.count)
        }
    }

    @Test("a range holds the right bytes", arguments: ["/bytes", "/stream"])
    func rangeBytes(path: String) async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            let response = try await visitor.get(path, headers: ["Range: bytes=254-257"])

            #expect(response.body == [254, 255, 0, 1])
        }
    }

    @Test(
        "a condition is judged as the standard says",
        arguments: [
            ("If-None-Match: \"v1\"", 304), ("If-None-Match: W/\"v1\"", 304),
            ("If-None-Match: \"a\", \"v1\"", 304), ("If-None-Match: \"a,v1\"", 200),
            ("If-None-Match: *", 304), ("If-None-Match: \"v2\"", 200),
            ("If-Match: \"v1\"", 200), ("If-Match: W/\"v1\"", 412), ("If-Match: \"v2\"", 412),
            ("If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT", 304),
            ("If-Modified-Since: Sun, 06 Nov 1994 08:49:36 GMT", 200),
            ("If-Modified-Since: yesterday", 200),
            ("If-Modified-Since: Sunday, 06-Nov-94 08:49:37 GMT", 304),
            ("If-Modified-Since: Sun Nov  6 08:49:37 1994", 304),
            ("If-Modified-Since: Sun Nov  6 08:49:36 1994", 200), ("If-Match: *", 200),
            ("If-Unmodified-Since: Sun, 06 Nov 1994 08:49:36 GMT", 412),
            ("If-None-Match: \"v2\"\r\nIf-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT", 200),
            ("Range: bytes=0-0\r\nIf-Range: \"v1\"", 206),
            ("Range: bytes=0-0\r\nIf-Range: \"v2\"", 200),
            ("Range: bytes=0-0\r\nIf-Range: W/\"v1\"", 200),
            ("Range: bytes=0-0\r\nIf-Range: Sun, 06 Nov 1994 08:49:37 GMT", 206),
        ])
    func conditions(header: String, status: Int) async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            let response = try await visitor.get("/bytes", headers: [header])

            #expect(response.status == status)
            #expect(status != 304 || response["etag"] == "\"v1\"")
            #expect(status != 304 || response["cache-control"]?.contains("immutable") == true)
        }
    }

    @Test(
        "a moment is written and read alike",
        arguments: [0.0, 951_782_400, 784_111_777, 4_102_444_799, 1_709_164_800])
    func dates(seconds: Double) {
        let date = Date(timeIntervalSince1970: seconds)

        let text = HTTPDate.text(date)

        #expect(HTTPDate.date(text) == date)
    }

    @Test func `a year of two digits is not far ahead`() {
        #expect(
            HTTPDate.date("Sunday, 06-Nov-94 08:49:37 GMT")?.timeIntervalSince1970 == 784_111_777)
        #expect(
            HTTPDate.date("Friday, 01-Nov-30 00:00:00 GMT")?.timeIntervalSince1970 == 1_919_721_600)
    }

    @Test func `a stream of the wrong length ends the connection`() async throws {
        try await TestSite.run(
            routes: { routes in
                routes.get("liar") { _, _ in
                    ServedContent(
                        length: 10, mediaType: "image/png", entityTag: nil, caching: .noStore,
                        stream: { _ in
                            AsyncStream<[UInt8]> { stream in
                                stream.yield([1, 2, 3])
                                stream.finish()
                            }
                        })
                }
            },
            { site in
                var visitor = site.visitor

                await #expect(throws: RawConnection.Ended.self) { try await visitor.get("/liar") }
            })
    }

    @Test func `a moment is written as the standard's own example`() {
        let date = Date(timeIntervalSince1970: 784_111_777.9)

        #expect(HTTPDate.text(date) == "Sun, 06 Nov 1994 08:49:37 GMT")
    }
}
