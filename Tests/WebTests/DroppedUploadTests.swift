import FoundationEssentials
import Hummingbird
import TestSupport
import Testing
import Web

@Suite("Uploads that are dropped", .timeLimit(.minutes(5)))
struct DroppedUploadTests {
    /// Where the connection ends: in the file's headers, in the file, before the last
    /// boundary, and within it.
    private static let cuts = [700_090, 699_000, 400_000, 1000, 9, 3]

    @Test func `CVE-2026-2359: connections dropped one after the other use nothing up`()
        async throws
    {
        let folder = FileManager.default.temporaryDirectory.path + "/web-tests-\(UUID())"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var options = TestSite.Options()
        options.settings.uploadFolder = folder
        // Room for one upload at a time: what is not given back is missed by the next.
        options.settings.connections.bytesInFlight = 1_000_000
        let (begins, begun) = AsyncStream.makeStream(of: Void.self)
        let (ends, ended) = AsyncStream.makeStream(of: Void.self)
        try await TestSite.run(
            options,
            routes: { routes in
                routes.post("drop") { _, context in
                    // What was added last goes first: the files are removed by then.
                    context.onEnd { ended.yield() }
                    begun.yield()
                    let form = try await context.form(.uploads(fileBytes: 800_000))
                    return Response.text("\(try form.file("file")?.byteCount ?? 0)")
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
                var (begin, end) = (begins.makeAsyncIterator(), ends.makeAsyncIterator())
                for cut in (0..<5).flatMap({ _ in Self.cuts }) {
                    try await RawConnection.open(port: site.port) { connection in
                        try await connection.send(
                            """
                            POST /drop HTTP/1.1\r\nHost: site.test\r\nCookie: \(cookie)\r\n\
                            Content-Type: multipart/form-data; boundary=X\r\n\
                            Content-Length: \(body.count)\r\n\r\n
                            """)
                        try await connection.send(Array(body.dropLast(cut)))
                        await begin.next()
                    }
                    await end.next()
                }

                let answer = try await visitor.upload("/drop", body)

                let left = try FileManager.default.contentsOfDirectory(atPath: folder)
                #expect(answer.text == "700000")
                #expect(left == [])
                #expect(await isNothingOpen(in: folder))
            })
    }

    /// Whether no file in a folder is open, ten seconds from now at the latest: one that came
    /// whole is closed with its request, right after the request's end.
    private func isNothingOpen(in folder: String) async -> Bool {
        for _ in 0..<500 {
            if openFiles(in: folder).isEmpty { return true }
            try? await Task.sleep(for: .milliseconds(20))
        }
        return false
    }
}
