import Dispatch
import FoundationEssentials
import Hummingbird
import NIOCore
import TestSupport
import Testing

@testable import Web

/// What has broken other servers' forms, named as the world knows it.
@Suite("Multipart attacks", .timeLimit(.minutes(5)))
struct MultipartAttackTests {
    private static let field = "Content-Disposition: form-data; name=\"a\"\r\n\r\n"

    /// Sends a body after a good token, and returns the status.
    private func status(_ parts: [Multipart.Part], headers: [String] = []) async throws -> Int {
        var status = 0
        try await TestSite.run { site in
            var visitor = site.visitor
            let token = try await visitor.get("/form").text
            let body = Multipart([.field("_csrf", token)] + parts).bytes
            status = try await visitor.upload("/upload", body, headers: headers).status
        }
        return status
    }

    /// Parses pieces of a body and returns how many bytes of parts there were.
    private func parse(_ pieces: some Sequence<ByteBuffer>) throws -> Int {
        var parser = MultipartParser(boundary: Array("X".utf8), headerBytes: 8192)
        var count = 0
        for piece in pieces {
            parser.append(piece)
            while let event = try parser.next() {
                if case .partBytes(let bytes) = event { count += bytes.readableBytes }
            }
        }
        return count
    }

    @Test func `CVE-2023-25577: parts without number are refused`() async throws {
        let parts = [Multipart.Part](repeating: .field("a", ""), count: 300)

        #expect(try await status(parts) == 413)
    }

    @Test(
        "CVE-2023-46136: a part that only looks like a boundary costs no more than any other",
        arguments: ["\r", "\n", "\r\n", "\r\n-", "\r\n--"])
    func lookalikes(start: String) throws {
        let head = ByteBuffer(string: "--X\r\n" + Self.field + start)
        let piece = ByteBuffer(string: String(repeating: start == "\n" ? "x" : start, count: 16384))

        let count = try parse([head] + [ByteBuffer](repeating: piece, count: 500))

        #expect(count > 8_000_000)
    }

    @Test func `bytes one at a time cost no more than in one piece`() throws {
        let body = Multipart([.field("a", String(repeating: "\r\n-", count: 100_000))]).bytes

        let count = try parse(body.lazy.map { ByteBuffer(bytes: [$0]) })

        #expect(count == 300_000)
    }

    @Test func `CVE-2024-47874: a field without an end is refused before it is all there`()
        async throws
    {
        let piece = ByteBuffer(repeating: 65, count: 65_536)
        let body = BodyReader(
            RequestBody(
                pieces: [ByteBuffer(string: "--X\r\n" + Self.field)]
                    + [ByteBuffer](repeating: piece, count: 100)))
        let reader = MultipartReader(
            boundary: Array("X".utf8), body: body, headerBytes: 8192)
        var limits = FormLimits.standard
        limits.fieldBytes = 100_000

        await #expect(throws: HTTPError.self) { try await reader.read(limits) }

        #expect(body.byteCount < 300_000)
    }

    @Test func `CVE-2025-54121: writing a file holds up nobody`() async throws {
        let count = 16
        let (all, arrived) = AsyncStream.makeStream(of: Void.self)
        let gate = DispatchSemaphore(value: 0)
        // None ends before all have begun: more than there are processors.
        let works = (0..<count).map { _ in
            Task {
                try await BlockingWork.run {
                    arrived.yield()
                    return gate.wait(timeout: .now() + 240) == .success
                }
            }
        }
        var begun = 0
        for await _ in all {
            begun += 1
            if begun == count { break }
        }
        for _ in 0..<count { gate.signal() }

        var ended = 0
        for work in works where try await work.value { ended += 1 }

        #expect(ended == count)
    }

    @Test(
        "CVE-2026-54283: what is not multipart has the same limits",
        arguments: [
            "a=" + String(repeating: "x", count: 1_048_577),
            String(repeating: "a&", count: 201),
            String(repeating: "x", count: 300) + "=1",
            "a.b.c.d.e.f=1", "a" + String(repeating: "[b]", count: 50) + "=1",
            String(repeating: "a[b]=1&", count: 5000),
        ])
    func urlEncoded(form: String) async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            let response = try await visitor.submit("/echo", form)

            #expect(response.status == 413)
        }
    }

    @Test(
        "CVE-2026-5079: names have an end in multipart, too, and are never taken apart",
        arguments: [
            String(repeating: "x", count: 300), "a.b.c.d.e.f",
            "a" + String(repeating: "[b]", count: 60),
        ])
    func names(name: String) async throws {
        #expect(try await status([.field(name, "1")]) == 413)
    }

    @Test(
        "CVE-2024-24762: a hostile type is looked at once",
        arguments: [
            "application/x-www-form-urlencoded; !=\"" + String(repeating: "\\", count: 60_000),
            String(repeating: ";", count: 60_000), String(repeating: "a=\";", count: 15_000),
        ])
    func contentType(value: String) {
        #expect(HeaderParameters(parsing: value)?["boundary"] == nil)
    }

    @Test(
        "GHSA-59g5: a boundary is exactly the one that was announced",
        arguments: ["--XY\r\n", "--X \r\n", "--X\n", "-X\r\n", "--X-\r\n", "--X\r\r\n"])
    func deformedBoundary(line: String) {
        let body = line + Self.field + "1\r\n--X--\r\n"

        #expect(throws: MultipartError.malformed) { try parse([ByteBuffer(string: body)]) }
    }

    @Test(
        "a boundary of other characters is refused",
        arguments: ["\"a b \"", "\"a\\\"b\"", "a{b", "\"a;b\"", "ü"])
    func boundaryCharacters(boundary: String) async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            _ = try await visitor.get("/form")

            let response = try await visitor.upload("/upload", [1], boundary: boundary)

            #expect(response.status == 400)
        }
    }

    @Test func `CVE-2026-40347: what stands before the form is refused at once`() {
        #expect(throws: MultipartError.malformed) {
            try parse([ByteBuffer(repeating: 65, count: 100)])
        }
    }

    @Test func `CVE-2026-40347: what follows the form is not kept`() async throws {
        var parser = MultipartParser(boundary: Array("X".utf8), headerBytes: 8192)
        parser.append(ByteBuffer(bytes: Multipart([]).bytes))
        _ = try parser.next()

        for _ in 0..<1000 { parser.append(ByteBuffer(repeating: 65, count: 1_000_000)) }

        let event = try parser.next()
        #expect(event == nil && parser.isFinished)
    }

    @Test func `GHSA-pp6c: headers have an end, in number and in size`() async throws {
        let headers = String(repeating: "A: b\r\n", count: 2000)

        #expect(try await status([.raw(headers + Self.field)]) == 413)
    }

    @Test("GHSA-v9pg: a length is a number", arguments: ["-1", "+5", "0x10", "5, 6", ""])
    func contentLength(value: String) async throws {
        try await TestSite.run { site in
            let request = """
                POST /upload HTTP/1.1\r\nHost: site.test\r\n\
                Content-Type: multipart/form-data; boundary=X\r\nContent-Length: \(value)\r\n\r\n
                """
            let answer = try await RawConnection.open(port: site.port) { connection in
                try await connection.send(request)
                return try await connection.response()
            }

            #expect(answer.status == 400)
        }
    }

    @Test func `GHSA-vffw: a second name for the file changes nothing`() async throws {
        let headers = """
            Content-Disposition: form-data; name="file"; filename="a.txt"; \
            filename*=UTF-8''b.html\r\nContent-Type: text/plain\r\n\r\n1
            """
        try await TestSite.run { site in
            var visitor = site.visitor
            let token = try await visitor.get("/form").text
            let body = Multipart([.field("_csrf", token), .raw(headers)]).bytes

            let response = try await visitor.upload("/upload", body)

            #expect(response.text == "a.txt text/plain 1 49")
        }
    }

    @Test(
        "CVE-2025-47944, -48997: a field has a name",
        arguments: ["name=\"\"", "name=", "name", "filename=\"a\""])
    func emptyNames(parameter: String) async throws {
        let part = Multipart.Part.raw("Content-Disposition: form-data; \(parameter)\r\n\r\n1")

        #expect(try await status([part]) == 400)
    }

    @Test(
        "CVE-2025-7338: a form that breaks off is refused",
        arguments: ["\r\n--X-", "\r\n--X", "\r\n--", "\r\n", ""])
    func truncated(end: String) async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            let token = try await visitor.get("/form").text
            let whole = Multipart([.field("_csrf", token), .field("a", "1")]).bytes
            let body = whole.dropLast("\r\n--X--\r\n".utf8.count) + Array(end.utf8)

            let response = try await visitor.upload("/upload", Array(body))

            #expect(response.status == 400)
        }
    }

    @Test func `CVE-2026-3520: what is broken in many places takes no stack`() throws {
        let empty = "--X\r\n" + Self.field + "\r\n"
        var parser = MultipartParser(boundary: Array("X".utf8), headerBytes: 8192)
        var ended = 0
        var refused = 0

        parser.append(ByteBuffer(string: String(repeating: empty, count: 20_000) + "--X\r\n"))
        while let event = try parser.next() { ended += event == .partEnded ? 1 : 0 }
        for _ in 0..<20_000 {
            parser.append(ByteBuffer(string: "broken\r\n\r\n--X\r\n"))
            do { _ = try parser.next() } catch { refused += 1 }
        }

        #expect(ended == 20_000)
        #expect(refused == 20_000)
    }

    @Test func `CVE-2026-3520: a form that is broken in many places is refused once`()
        async throws
    {
        try await TestSite.run { site in
            var visitor = site.visitor
            let token = try await visitor.get("/form").text
            let broken = [Multipart.Part](repeating: .raw("broken\r\n\r\n"), count: 50_000)
            let body = Multipart([.field("_csrf", token)] + broken).bytes

            let answer = try await visitor.upload("/upload", body)
            let next = try await visitor.get("/")

            #expect([answer.status, next.status] == [400, 200])
        }
    }

    @Test func `headers that a boundary ends are refused`() async throws {
        let part = Multipart.Part.raw("Content-Disposition: form-data; name=\"a\"")

        #expect(try await status([part]) == 400)
    }
}
