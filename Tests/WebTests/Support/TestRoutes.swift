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
    addFlashRoutes(to: routes)
    addFileRoutes(to: routes)
}

/// Pages about the visitor's session.
func addSessionRoutes(to routes: Routes<TestContext>) {
    routes.get("whoami") { _, context in
        Response.text(try await context.session.owner() ?? "nobody")
    }
    routes.post("signin") { _, context in
        let form = try await context.form()
        try await context.session.signIn(
            form.one("a") ?? "ada", isRemembered: form.one("remember") != nil)
        return Response.seeOther("/whoami")
    }
    routes.get("everywhere") { _, context in
        let sessions = try await context.session.everywhere()
        return Response.text(
            sessions.map { "\($0.browser)\($0.isCurrent ? "*" : "")=\($0.id)" }
                .joined(separator: "\n"))
    }
    routes.post("end") { _, context in
        let id = try SessionID(await context.form().one("a") ?? "")
        return Response.text("\(try await context.session.end(id ?? SessionID(bytes: [])))")
    }
    routes.post("end-others") { _, context in
        Response.text("\(try await context.session.endOthers())")
    }
    routes.post("renew") { _, context in
        try await context.session.renew()
        return Response.text("done")
    }
    routes.get("busy") { _, _ -> Response in
        let hasher = PasswordHasher(concurrency: 1, maximumWaiting: 0)
        return try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<5 { group.addTask { try await hasher.hash("a") } }
            try await group.waitForAll()
            return Response.text("done")
        }
    }
    routes.get("tries") { _, context -> Response in
        let limit = ThrottleSubject.Limit(burst: 1, interval: .seconds(300))
        let throttle = Throttle(
            store: MemoryThrottleStore(), settings: WebSettings(secretKey: .random()))
        for _ in 0..<2 { try await throttle.charge(ThrottleSubject("page", "tries", limit)) }
        return Response.text("done")
    }
    routes.post("act") { _, context in
        guard let owner = try await context.session.owner() else { throw HTTPError(.forbidden) }
        return Response.text(owner)
    }
    routes.post("signout") { _, context in
        try await context.session.end()
        return Response.seeOther("/")
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
        try await Task.sleep(for: .seconds(4))
        return Response.text("done")
    }
    routes.post("upload-and-fail") { _, context -> Response in
        _ = try await context.form(.uploads(fileBytes: 300_000))
        throw SecretFailure()
    }
}
