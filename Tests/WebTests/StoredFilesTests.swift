import Hummingbird
import NIOCore
import Synchronization
import TestSupport
import Testing
import Web

/// A place for files that tells what is in it.
private final class Shelf: Sendable {
    private let names = Mutex<Set<String>>([])

    var content: Set<String> { names.withLock { $0 } }

    var destination: FileDestination<String> {
        FileDestination { file in
            var count = 0
            for try await piece in file { count += piece.count }
            let name = "\(file.filename) \(count)"
            self.names.withLock { _ = $0.insert(name) }
            return name
        } discard: { name in
            self.names.withLock { _ = $0.remove(name) }
        }
    }
}

@Suite("Files sent on while they come")
struct StoredFilesTests {
    private static let file = Multipart.Part.file("file", "a", "text/plain", [1, 2, 3])

    /// Sends parts to a handler that keeps what it gets, and returns what is left.
    private func send(
        _ parts: [Multipart.Part], limits: FormLimits = .uploads(fileBytes: 100_000, files: 2),
        end: @escaping @Sendable (StoredFiles<String>) throws -> Void = { _ = $0.keep("file") }
    ) async throws -> (response: RawResponse, left: Set<String>) {
        let shelf = Shelf()
        var answer: RawResponse?
        try await TestSite.run(
            routes: { routes in
                routes.post("store") { _, context in
                    let (form, files) = try await context.form(
                        limits, sendingFilesTo: shelf.destination)
                    let stored = files["file"].joined(separator: "|")
                    try end(files)
                    return Response.text("\(stored) \(form.all("a"))")
                }
            },
            { site in
                var visitor = site.visitor
                let token = try await visitor.get("/form").text
                answer = try await visitor.upload(
                    "/store", Multipart([.field("_csrf", token)] + parts).bytes)
            })
        return (try #require(answer), shelf.content)
    }

    @Test func `a file that is kept stays, and the fields around it are read`() async throws {
        let (response, left) = try await send([.field("a", "1"), Self.file, .field("a", "2")])

        #expect(response.text == #"a 3 ["1", "2"]"#)
        #expect(left == ["a 3"])
    }

    @Test func `a file that nobody keeps is taken back`() async throws {
        let (response, left) = try await send([Self.file]) { _ in }

        #expect(response.status == 200)
        #expect(left.isEmpty)
    }

    @Test func `a handler that fails leaves no file`() async throws {
        let (response, left) = try await send([Self.file]) { _ in throw HTTPError(.conflict) }

        #expect(response.status == 409)
        #expect(left.isEmpty)
    }

    @Test(
        "a form that turns out to be bad leaves no file",
        arguments: [
            (Multipart.Part.raw("broken"), 400),
            (.field("a", String(repeating: "x", count: 1_048_577)), 413),
            (.file("file", "large", "text/plain", [UInt8](repeating: 0, count: 100_001)), 413),
        ])
    func bad(part: Multipart.Part, status: Int) async throws {
        let (response, left) = try await send([Self.file, part])

        #expect(response.status == status)
        #expect(left.isEmpty)
    }

    @Test func `a file that is too large may be dropped, and the rest is read`() async throws {
        let large = Multipart.Part.file(
            "file", "large", "text/plain", [UInt8](repeating: 0, count: 100_001))

        let (response, left) = try await send(
            [large, .field("a", "2")], limits: .uploads(fileBytes: 100_000, dropsLargeFiles: true))

        #expect(response.text == #" ["2"]"#)
        #expect(left.isEmpty)
    }

    @Test func `a visitor who goes away leaves no file`() async throws {
        let shelf = Shelf()
        let (begins, begun) = AsyncStream.makeStream(of: Void.self)
        let (ends, ended) = AsyncStream.makeStream(of: Void.self)
        try await TestSite.run(
            routes: { routes in
                routes.post("store") { _, context in
                    // Runs after the files were discarded: what was added last goes first.
                    context.onEnd { ended.finish() }
                    begun.finish()
                    _ = try await context.form(
                        .uploads(fileBytes: 100_000, files: 2), sendingFilesTo: shelf.destination)
                    return Response.text("")
                }
            },
            { site in
                var visitor = site.visitor
                let token = try await visitor.get("/form").text
                let cookie = try #require(visitor.cookie)
                let body = Multipart([.field("_csrf", token), Self.file, Self.file]).bytes
                try await RawConnection.open(port: site.port) { connection in
                    try await connection.send(
                        """
                        POST /store HTTP/1.1\r\nHost: site.test\r\nCookie: \(cookie)\r\n\
                        Content-Type: multipart/form-data; boundary=X\r\n\
                        Content-Length: \(body.count)\r\n\r\n
                        """)
                    try await connection.send(Array(body.dropLast(20)))
                    for await _ in begins {}
                }
                for await _ in ends {}

                #expect(shelf.content.isEmpty)
            })
    }
}
