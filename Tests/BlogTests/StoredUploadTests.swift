import DocumentMapper
import Hummingbird
import Logging
import MongoClient
import NIOCore
import TestSupport
import Testing
import Web

@testable import Blog

/// A form's file on its way to GridFS, with no file in between.
@Suite("Uploads to GridFS", .database, .needsServer, .timeLimit(.minutes(5)))
struct StoredUploadTests {
    private struct Nothing: RequestLocal {}

    /// Sends a file of two batches and what follows it, and returns the answer with the
    /// documents that are left.
    private func send(
        _ parts: [Multipart.Part], cutOff: Int = 0
    ) async throws -> (status: Int?, files: Int, chunks: Int) {
        let database = try TestDatabase.required()
        let bucket = database.bucket("uploads")
        var settings = WebSettings(secretKey: .random())
        settings.hosts = .any
        settings.connections = settings.connections.patient
        let site = Site<Nothing>(
            settings: settings,
            sessions: MongoSessionStore(BlogDatabase(database)),
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
        let (begins, begun) = AsyncStream.makeStream(of: Void.self)
        let (ends, ended) = AsyncStream.makeStream(of: Void.self)
        addRoutes(to: site.routes, bucket, begun: begun, ended: ended)
        let (ports, found) = AsyncStream.makeStream(of: Int.self)
        let application = try site.application(address: .hostname("127.0.0.1", port: 0)) {
            found.yield($0.localAddress?.port ?? 0)
            found.finish()
        }
        var status: Int?
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            for await port in ports {
                status = try await upload(parts, to: port, cutOff: cutOff, begins)
                for await _ in ends {}
            }
            group.cancelAll()
            while let result = await group.nextResult() { _ = result }
        }
        return (
            status, try await database.collection("uploads.files").count([:]),
            try await database.collection("uploads.chunks").count([:])
        )
    }

    private func addRoutes(
        to routes: Routes<WebContext<Nothing>>, _ bucket: GridFSBucket,
        begun: AsyncStream<Void>.Continuation, ended: AsyncStream<Void>.Continuation
    ) {
        let destination = FileDestination { file in
            try await bucket.upload(filename: file.filename, from: file)
        } discard: { file in
            _ = try? await bucket.delete(file.id)
        }
        routes.get("form") { _, context in Response.text(await context.formToken()) }
        routes.post("upload") { _, context in
            // What was added last goes first: the files are discarded by then.
            context.onEnd { ended.finish() }
            begun.finish()
            let (_, files) = try await context.form(
                .uploads(fileBytes: 3 << 20, files: 2), sendingFilesTo: destination)
            return Response.text("\(files.keep("file").map(\.length))")
        }
    }

    private func upload(
        _ parts: [Multipart.Part], to port: Int, cutOff: Int, _ begins: AsyncStream<Void>
    ) async throws -> Int? {
        var visitor = Browser(port: port)
        let token = try await visitor.get("/form").text
        let content = [UInt8](repeating: 7, count: 2_500_000)
        let body = Multipart(
            [.field("_csrf", token), .file("file", "a.bin", "image/png", content)] + parts
        ).bytes
        guard cutOff > 0 else { return try await visitor.upload("/upload", body).status }
        let cookie = try #require(visitor.cookie)
        try await RawConnection.open(port: port) { connection in
            try await connection.send(
                """
                POST /upload HTTP/1.1\r\nHost: site.test\r\nCookie: \(cookie)\r\n\
                Content-Type: multipart/form-data; boundary=X\r\n\
                Content-Length: \(body.count)\r\n\r\n
                """)
            try await connection.send(Array(body.dropLast(cutOff)))
            for await _ in begins {}
        }
        return nil
    }

    @Test func `a file that came whole is stored`() async throws {
        let (status, files, chunks) = try await send([])

        #expect(status == 200)
        #expect(files == 1 && chunks == 10)
    }

    @Test(
        "a form that is refused leaves nothing",
        arguments: [
            Multipart.Part.raw("broken"),
            .file("file", "b.bin", "image/png", [UInt8](repeating: 0, count: 3 << 20 + 1)),
        ])
    func refused(part: Multipart.Part) async throws {
        let (status, files, chunks) = try await send([part])

        #expect(status == 400 || status == 413)
        #expect(files == 0 && chunks == 0)
    }

    @Test("a visitor who goes away leaves nothing", arguments: [5, 1_000_000])
    func aborted(cutOff: Int) async throws {
        let (_, files, chunks) = try await send([], cutOff: cutOff)

        #expect(files == 0 && chunks == 0)
    }
}
