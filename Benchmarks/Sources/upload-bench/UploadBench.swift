import Foundation
import Hummingbird
import Logging
import MongoClient
import NIOCore
import Web

/// `upload-bench URI` serves a form whose file goes to GridFS, and prints the port.
@main
enum UploadBench {
    private struct Nothing: RequestLocal {}

    static func main() async throws {
        guard CommandLine.arguments.count == 2 else {
            FileHandle.standardError.write(Data("upload-bench: write URI\n".utf8))
            exit(1)
        }
        var logger = Logger(label: "upload-bench")
        logger.logLevel = .error
        let client = try await MongoClient(uri: CommandLine.arguments[1], logger: logger)
        try await client.ping()
        let bucket = client.database("inkstone_benchmarks").bucket()
        var settings = WebSettings(secretKey: .random())
        settings.uploadDeadline = .seconds(600)
        // One body is as large as all may be together by default, and its boundaries come on top.
        settings.connections.bytesInFlight = 16 << 30
        let site = Site<Nothing>(settings: settings, sessions: OneSession(), logger: logger)
        addRoutes(to: site.routes, bucket)
        let application = try site.application(address: .hostname("127.0.0.1", port: 0)) {
            FileHandle.standardOutput.write(Data("\($0.localAddress?.port ?? 0)\n".utf8))
        }
        try await application.run()
    }

    private static func addRoutes(to routes: Routes<WebContext<Nothing>>, _ bucket: GridFSBucket) {
        let destination = FileDestination { file in
            try await bucket.upload(filename: "blob", from: file)
        } discard: { file in
            _ = try? await bucket.delete(file.id)
        }
        routes.get("form") { _, context in Response.text(await context.formToken()) }
        routes.post("upload") { _, context in
            let (_, files) = try await context.form(
                .uploads(fileBytes: 16 << 30), sendingFilesTo: destination)
            return Response.text("\(files.keep("file").first?.length ?? 0)")
        }
        routes.post("receive") { _, context in
            // What the form costs without a place for the file.
            let (form, _) = try await context.form(
                .uploads(fileBytes: 16 << 30),
                sendingFilesTo: FileDestination(store: { _ in }, discard: { _ in }))
            return Response.text("\(form.all("size").first ?? "")")
        }
    }
}
