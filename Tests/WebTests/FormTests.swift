import FoundationEssentials
import Hummingbird
import TestSupport
import Testing
import Web

@Suite("Forms")
struct FormTests {
    @Test(
        "an urlencoded form is read as it was meant, or refused",
        arguments: [
            ("a=1&a=2", 200, "1|2"), ("a=hello+w%C3%B6rld", 200, "hello wörld"),
            ("a=%2B%26%3D", 200, "+&="), ("a", 200, ""), ("&&a=1&", 200, "1"),
            ("a=x=y", 200, "x=y"), ("a=%zz", 400, ""), ("a=%4", 400, ""), ("a=%", 400, ""),
            ("a=%ff", 400, ""), ("a=%00", 400, ""), ("%zz=1", 400, ""),
        ])
    func readsURLEncoded(form: String, status: Int, text: String) async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            let response = try await visitor.submit("/echo", form)

            #expect(response.status == status)
            #expect(status == 400 || response.text == text)
        }
    }

    @Test func `a field that may come once is refused twice`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            let response = try await visitor.submit("/once", "a=1&a=2")

            #expect(response.status == 400)
        }
    }

    @Test func `too many fields are refused`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            let response = try await visitor.submit(
                "/echo", String(repeating: "a=1&", count: 200))

            #expect(response.status == 413)
        }
    }

    @Test func `one field that is too long is refused in either encoding`() async throws {
        var options = TestSite.Options()
        options.settings.formLimits.fieldBytes = 1000
        try await TestSite.run(options) { site in
            var visitor = site.visitor
            let long = String(repeating: "x", count: 1001)
            let token = try await visitor.get("/form").text
            let multipart = Multipart([.field("_csrf", token), .field("a", long)])

            let urlEncodedAnswer = try await visitor.submit("/echo", "a=\(long)")
            let multipartAnswer = try await visitor.upload("/echo", multipart.bytes)

            #expect(urlEncodedAnswer.status == 413)
            #expect(multipartAnswer.status == 413)
        }
    }

    @Test func `a body of another kind is no form`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            let token = try await visitor.get("/form").text

            let response = try await visitor.post(
                "/echo", "{}",
                headers: ["Content-Type: application/json", "X-CSRF-Token: \(token)"])

            // The first type is a form's, the second is not: neither is believed.
            #expect(response.status == 415)
        }
    }

    @Test func `a file reaches the handler whole`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            let token = try await visitor.get("/form").text
            let content = (0..<290_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
            let sum = content.reduce(0) { $0 + Int($1) }
            let body = Multipart([
                .field("_csrf", token), .field("title", "t"),
                .file("file", "p.png", "image/png", content),
            ])

            let response = try await visitor.upload("/upload", body.bytes)

            #expect(response.text == "p.png image/png 290000 \(sum)")
        }
    }

    @Test func `no file chosen is no file`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            let token = try await visitor.get("/form").text
            let body = Multipart([
                .field("_csrf", token), .file("file", "", "application/octet-stream", []),
            ])

            let response = try await visitor.upload("/upload", body.bytes)

            #expect(response.text == "no file")
        }
    }

    @Test(
        "what is more than the limits is refused",
        arguments: [
            Multipart.Part.file("file", "a", "text/plain", [UInt8](repeating: 0, count: 300_001)),
            .field("a", String(repeating: "x", count: (1 << 20) + 1)),
            .raw("A: " + String(repeating: "x", count: 9000) + "\r\n\r\n"),
        ])
    func limits(part: Multipart.Part) async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            let token = try await visitor.get("/form").text

            let response = try await visitor.upload(
                "/upload", Multipart([.field("_csrf", token), part]).bytes)

            #expect(response.status == 413)
        }
    }

    @Test func `a second file is refused where one is expected`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            let token = try await visitor.get("/form").text
            let file = Multipart.Part.file("file", "a", "text/plain", [1])

            let response = try await visitor.upload(
                "/upload", Multipart([.field("_csrf", token), file, file]).bytes)

            #expect(response.status == 413)
        }
    }

    @Test(
        "a boundary must be short and there",
        arguments: ["\"\"", String(repeating: "b", count: 71)])
    func boundaries(boundary: String) async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            _ = try await visitor.get("/form")

            let response = try await visitor.upload("/upload", [1], boundary: boundary)

            #expect(response.status == 400)
        }
    }

    @Test(
        "an upload leaves no file behind, whatever the handler does",
        arguments: ["/upload", "/upload-and-fail"])
    func cleansUp(path: String) async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/web-tests-\(UUID())"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var options = TestSite.Options()
        options.settings.uploadFolder = folder
        try await TestSite.run(options) { site in
            var visitor = site.visitor
            let token = try await visitor.get("/form").text
            let body = Multipart([
                .field("_csrf", token), .file("file", "a", "text/plain", [1, 2]),
            ])

            _ = try await visitor.upload(path, body.bytes)

            let left = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(left.isEmpty)
        }
    }

    @Test func `CVE-2025-47935, CVE-2026-3304: an upload that breaks off leaves nothing`()
        async throws
    {
        let folder = FileManager.default.temporaryDirectory.path + "/web-tests-\(UUID())"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var options = TestSite.Options()
        options.settings.uploadFolder = folder
        let (begins, begun) = AsyncStream.makeStream(of: Void.self)
        let (ends, ended) = AsyncStream.makeStream(of: [String].self)
        try await TestSite.run(
            options,
            routes: { routes in
                routes.post("broken") { _, context in
                    // What was added last goes first: the files are removed by then.
                    context.onEnd {
                        ended.yield(openFiles(in: folder))
                        ended.finish()
                    }
                    begun.finish()
                    _ = try await context.form(.uploads(fileBytes: 800_000))
                    return Response.text("")
                }
            },
            { site in
                var visitor = site.visitor
                let token = try await visitor.get("/form").text
                let cookie = try #require(visitor.cookie)
                let content = [UInt8](repeating: 0, count: 700_000)
                let body = Multipart([
                    .field("_csrf", token), .file("file", "a", "text/plain", content),
                ]).bytes
                try await RawConnection.open(port: site.port) { connection in
                    try await connection.send(
                        """
                        POST /broken HTTP/1.1\r\nHost: site.test\r\nCookie: \(cookie)\r\n\
                        Content-Type: multipart/form-data; boundary=X\r\n\
                        Content-Length: \(body.count)\r\n\r\n
                        """)
                    try await connection.send(Array(body.dropLast(1000)))
                    for await _ in begins {}
                }
                var open: [String]?
                for await files in ends { open = files }

                let left = try FileManager.default.contentsOfDirectory(atPath: folder)
                #expect(open == [] && left.isEmpty)
            })
    }

    @Test func `limits of a handler hold for a form whose token was read`() async throws {
        var limits = FormLimits.standard
        limits.fieldBytes = 100
        try await TestSite.run(
            routes: { [limits] routes in
                routes.post("short") { _, context in
                    _ = try await context.form(limits)
                    return Response.text("")
                }
            },
            { site in
                var visitor = site.visitor

                let response = try await visitor.submit(
                    "/short", "a=" + String(repeating: "x", count: 101))

                #expect(response.status == 413)
            })
    }

    @Test func `a file that is dropped is closed before the request ends`() async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/web-tests-\(UUID())"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var options = TestSite.Options()
        options.settings.uploadFolder = folder
        try await TestSite.run(
            options,
            routes: { routes in
                routes.post("drop") { _, context in
                    let form = try await context.form(
                        .uploads(fileBytes: 800_000, dropsLargeFiles: true))
                    let open = openFiles(in: folder)
                    return Response.text("\(form.hasTooLargeFile("file")) \(open)")
                }
            },
            { site in
                var visitor = site.visitor
                let token = try await visitor.get("/form").text
                let content = [UInt8](repeating: 0, count: 900_000)
                let body = Multipart([
                    .field("_csrf", token), .file("file", "a", "text/plain", content),
                ])

                let response = try await visitor.upload("/drop", body.bytes)

                #expect(response.text == "true []")
            })
    }
}
