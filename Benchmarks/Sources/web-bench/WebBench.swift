import AnonymousSite
import Hummingbird
import Logging
import NIOCore
import Web

/// Serves the same page over bare Hummingbird and through a whole site.
///
/// `web-bench` says at which ports, and serves until it is stopped. The page is a
/// ready buffer of 10 KB.
@main
enum WebBench {
    private static let page = ByteBuffer(repeating: UInt8(ascii: "x"), count: 10 << 10)

    static func main() async throws {
        var logger = Logger(label: "web-bench")
        logger.logLevel = .notice
        let bare = Self.bare(logger)
        let site = try Self.site(logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await bare.runService() }
            group.addTask { try await site.runService() }
            try await group.waitForAll()
        }
    }

    private static func bare(_ logger: Logger) -> some ApplicationProtocol {
        let router = Router()
        router.get("page") { _, _ in answer }
        return Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { say("bare", $0) }, logger: logger)
    }

    private static func site(_ logger: Logger) throws -> some ApplicationProtocol {
        var settings = WebSettings(secretKey: .random())
        settings.observing.metrics = PrometheusRegistry()
        let site = Site<Nothing>(
            settings: settings, sessions: NoSessions(),
            errorPage: { page, _ in Array(page.title.utf8) }, logger: logger)
        site.add(Operations(settings.observing, checks: []))
        site.routes.add(middleware: WhoIsHere())
        site.routes.get(Route("page")) { _, _ in answer }
        return try site.application(address: .hostname("127.0.0.1", port: 0)) { say("site", $0) }
    }

    private static var answer: Response {
        Response(
            status: .ok, headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(byteBuffer: page))
    }

    private static func say(_ name: String, _ channel: any Channel) {
        print("\(name) \(channel.localAddress?.port ?? 0)")
    }
}
