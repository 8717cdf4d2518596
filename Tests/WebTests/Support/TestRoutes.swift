import FoundationEssentials
import HTTPTypes
import Hummingbird
import Web

/// A failure that no rule knows.
struct SecretFailure: Error {
    let secret = "hunter2"
}

/// The pages that the tests visit.
func addTestRoutes(to routes: Routes<TestContext>) {
    routes.get("/") { _, _ in Response.text("home") }
    routes.get("form") { _, context in Response.text(await context.formToken()) }
    routes.post("echo") { _, context in
        let form = try await context.form()
        return Response.text(form.all("a").joined(separator: "|"))
    }
    routes.post("once") { _, context in
        Response.text(try await context.form().one("a") ?? "none")
    }
    routes.post("ignore") { _, _ in Response.text("done") }
    routes.get("p/:slug") { _, context in Response.text(try context.parameter("slug")) }
    routes.get("throw") { _, _ -> Response in throw SecretFailure() }
    routes.get("gone") { _, _ -> Response in throw HTTPError(.gone) }
    routes.get("own-500") { _, _ -> Response in
        throw HTTPError(.internalServerError, message: "hunter2")
    }
    routes.get("hang") { _, _ -> Response in
        try await Task.sleep(for: .seconds(3600))
        return Response.text("late")
    }
    routes.get("own-policy") { _, _ in
        Response(status: .ok, headers: [.contentSecurityPolicy: "sandbox"])
    }
    addSessionRoutes(to: routes)
    addFileRoutes(to: routes)
}

/// Pages about the visitor's session.
func addSessionRoutes(to routes: Routes<TestContext>) {
    routes.get("whoami") { _, context in
        Response.text(try await context.session.owner() ?? "nobody")
    }
    routes.post("signin") { _, context in
        try await context.session.signIn(context.form().one("a") ?? "ada")
        return Response.seeOther("/whoami")
    }
    routes.post("signout") { _, context in
        try await context.session.end()
        return Response.seeOther("/")
    }
    routes.post("flash") { _, context in
        for text in try await context.form().all("a") { try await context.flash(text, .success) }
        return Response.seeOther("/flashes")
    }
    routes.get("flashes") { _, context in
        context.flashNow("now", .warning)
        let flashes = try await context.takeFlashes()
        return Response.text(
            flashes.map { "\($0.category.rawValue):\($0.text)" }.joined(separator: "|"))
    }
}

private func addFileRoutes(to routes: Routes<TestContext>) {
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
    routes.get("bytes") { _, _ in
        ServedContent(
            bytes: bytes, mediaType: "image/png", entityTag: EntityTag(strong: "v1"),
            lastModified: Date(timeIntervalSince1970: 784_111_777), caching: .immutable)
    }
    routes.get("stream") { _, _ in
        ServedContent(
            length: 1000, mediaType: "image/png", entityTag: EntityTag(strong: "v1"),
            caching: .seconds(60),
            stream: { range in
                AsyncStream { continuation in
                    for index in range { continuation.yield([bytes[Int(index)]]) }
                    continuation.finish()
                }
            })
    }
    routes.post("upload") { _, context in
        let form = try await context.form(.uploads(fileBytes: 300_000))
        guard let file = try form.file("file") else { return Response.text("no file") }
        var sum = 0
        for try await piece in file.chunks() { sum += piece.reduce(0) { $0 + Int($1) } }
        return Response.text("\(file.filename) \(file.mediaType) \(file.byteCount) \(sum)")
    }
    routes.post("upload-for-long") { _, context in
        _ = try await context.form(.uploads(fileBytes: 300_000))
        try await Task.sleep(for: .milliseconds(700))
        return Response.text("done")
    }
    routes.post("upload-and-fail") { _, context -> Response in
        _ = try await context.form(.uploads(fileBytes: 300_000))
        throw SecretFailure()
    }
}
