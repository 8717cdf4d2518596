import TestSupport
import Testing
import Web

@Suite("Conditions and codings of kept pages", .timeLimit(.minutes(5)))
struct PageConditionTests {
    @Test(
        "a reader who has the page is told so", arguments: Way.allCases,
        [
            ("TAG", 304), ("\"other\", TAG", 304), ("W/TAG", 304), ("*", 304), ("\"other\"", 200),
            ("TAG, \"a,b\"", 304), ("", 200), ("\"oth", 200),
        ])
    func comparesTags(way: Way, known: (field: String, status: Int)) async throws {
        let press = PressSite(way)
        try await press.run { site in
            var visitor = site.reader
            let whole = try await visitor.get("/posts/a")
            let tag = try #require(whole["etag"])
            let field = known.field.replacing("TAG", with: tag)

            let response = try await visitor.get("/posts/a", headers: ["If-None-Match: \(field)"])
            let head = try await visitor.get(
                "/posts/a", method: "HEAD", headers: ["If-None-Match: \(field)"])

            #expect(response.status == known.status && head.status == known.status)
            #expect(response["etag"] == tag && response["vary"] == whole["vary"])
            #expect(response["cache-control"] == "no-cache")
            #expect(response.body.isEmpty == (known.status == 304))
        }
    }

    @Test(
        "other conditions are judged too", arguments: Way.allCases,
        [
            ("If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT", 304),
            ("If-Modified-Since: Sun, 06 Nov 1994 08:49:36 GMT", 200),
            ("If-Match: \"other\"", 412), ("If-Match: *", 200),
            ("If-Unmodified-Since: Sun, 06 Nov 1994 08:49:36 GMT", 412),
        ])
    func comparesDates(way: Way, condition: (field: String, status: Int)) async throws {
        let press = PressSite(way)
        try await press.run { site in
            var visitor = site.reader
            _ = try await visitor.get("/dated")

            let response = try await visitor.get("/dated", headers: [condition.field])

            #expect(response.status == condition.status)
            #expect(press.count("/dated") == 1)
        }
    }

    @Test("part of a page can be had", arguments: Way.allCases)
    func answersRanges(way: Way) async throws {
        let press = PressSite(way)
        try await press.run { site in
            var visitor = site.reader
            let whole = try await visitor.get("/posts/a")

            let part = try await visitor.get("/posts/a", headers: ["Range: bytes=2-5"])

            #expect(part.status == 206 && part.body == Array(whole.body[2...5]))
        }
    }

    @Test(
        "the page comes in the coding that is liked best", arguments: Way.allCases,
        [
            (nil, nil), ("br", "br"), ("gzip", "gzip"), ("gzip, deflate, br, zstd", "br"),
            ("br;q=0.1, gzip", "gzip"), ("identity", nil), ("br;q=0, *", "gzip"), ("", nil),
            ("zstd", nil),
        ])
    func choosesCoding(way: Way, wish: (header: String?, coding: String?)) async throws {
        let press = PressSite(way)
        try await press.run { site in
            var visitor = site.reader
            let plain = try await visitor.get("/posts/a")
            let headers = wish.header.map { ["Accept-Encoding: \($0)"] } ?? []

            let response = try await visitor.get("/posts/a", headers: headers)

            #expect(response["content-encoding"] == wish.coding)
            #expect(response.unpacked == plain.body)
            #expect((response["etag"] == plain["etag"]) == (wish.coding == nil))
            #expect(response["vary"] == "Accept-Encoding, Cookie")
        }
    }

    @Test("a tag of one coding does not name another", arguments: Way.allCases)
    func tellsCodingsApart(way: Way) async throws {
        let press = PressSite(way)
        try await press.run { site in
            var visitor = site.reader
            let tag = try await visitor.get("/posts/a")["etag"] ?? ""
            let headers = ["If-None-Match: \(tag)"]

            let packed = try await visitor.get(
                "/posts/a", headers: headers + ["Accept-Encoding: br"])
            let plain = try await visitor.get("/posts/a", headers: headers)

            #expect(packed.status == 200 && plain.status == 304)
        }
    }

    @Test("a handler's own fields are kept", arguments: Way.allCases)
    func keepsFields(way: Way) async throws {
        let press = PressSite(way)
        try await press.run { site in
            var visitor = site.reader
            _ = try await visitor.get("/dated")

            let response = try await visitor.get("/dated")

            #expect(response.all("content-security-policy") == ["sandbox"])
            #expect(response["last-modified"] == "Sun, 06 Nov 1994 08:49:37 GMT")
        }
    }

    @Test("both ways send the same head")
    func agree() async throws {
        var heads: [[String]] = []
        for way in Way.allCases {
            let press = PressSite(way)
            var options = TestSite.Options()
            options.settings = WebSettings(secretKey: .random(), origin: "https://site.test")
            try await press.run(options) { site in
                var visitor = site.reader
                let tag = try await visitor.get("/posts/a")["etag"] ?? ""
                for fields in [[], ["Accept-Encoding: br"], ["If-None-Match: \(tag)"]] {
                    heads.append(try await visitor.get("/posts/a", headers: fields).lasting)
                    let head = try await visitor.get("/posts/a", method: "HEAD", headers: fields)
                    heads.append(head.lasting)
                }
            }
        }

        #expect(heads.count == 12 && heads[..<6] == heads[6...])
        #expect(heads[0].contains("strict-transport-security: max-age=63072000"))
    }
}
