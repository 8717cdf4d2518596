import BSON
import FoundationEssentials
import Hummingbird
import MongoClient
import Synchronization
import TestSupport
import Testing
import Web

/// What lives as long as a request, and is counted.
private final class Living: Sendable {
    final class Count: Sendable {
        let now = Atomic(0)
    }

    private let count: Count

    init(_ count: Count) {
        self.count = count
        count.now.add(1, ordering: .relaxed)
    }

    deinit {
        count.now.subtract(1, ordering: .relaxed)
    }
}

/// A session of the database that a request has open.
private struct OpenSession: Sendable {
    let session: MongoSession
    let life: Living
}

@Suite("Ten thousand failures", .needsServer, .timeLimit(.minutes(5)))
struct LeakTests {
    private static let requests = 10_000
    private static let clients = 20

    /// Fewer than a leak in one of a thousand requests leaves open, and more than what the system
    /// or a pool opens late.
    private static let fewFiles = 5

    /// In a process of its own, where nobody else opens files meanwhile.
    @Test func `leave no connection, session, file or task behind`() async {
        await #expect(processExitsWith: .success) {
            LeakSanitizer.turnOff()
            try await LeakTests.countWhatIsLeft()
        }
    }

    private static func countWhatIsLeft() async throws {
        var settings = MongoClient.Settings.patient
        settings.maximumConnections = 8
        let mongo = try await TestServer.client(settings: settings)
        let sessions = Living.Count()
        let tasks = Living.Count()
        let key = RequestKey<OpenSession>(
            open: {
                OpenSession(session: try await mongo.startSession(), life: Living(sessions))
            },
            close: { await $0.session.end() })
        let posts = mongo.database("leaks").collection("posts")
        var options = TestSite.Options()
        let uploads = try Folder()
        defer { uploads.remove() }
        options.settings.uploadFolder = uploads.path
        options.settings.requestDeadline = .milliseconds(30)
        try await TestSite.run(options) { routes in
            routes.get("fail/:how") { _, context -> Response in
                let life = Living(tasks)
                defer { withExtendedLifetime(life) {} }
                let open = try await context.value(key)
                _ = try await posts.within(open.session).count()
                if try context.parameter("how") == "late" {
                    try await Task.sleep(for: .seconds(3600))
                }
                throw SecretFailure()
            }
        } _: { site in
            // Fills the pools, which keep what they have opened.
            try await fail(requests / 10, at: site)
            #expect(await eventually { try connections(to: site.port) == 0 })
            let files = try openFiles()

            try await fail(requests, at: site)

            #expect(await eventually { mongo.lent == 0 && mongo.waiting == 0 })
            #expect(await eventually { sessions.now.load(ordering: .relaxed) == 0 })
            #expect(await eventually { tasks.now.load(ordering: .relaxed) == 0 })
            #expect(await eventually { try uploads.isEmpty })
            #expect(await eventually { try connections(to: site.port) == 0 })
            _ = await eventually { try openFiles() <= files + fewFiles }
            #expect(try openFiles() <= files + fewFiles)
        }
        await mongo.close()
    }

    /// Makes requests that fail in one way after the other, many at a time.
    private static func fail(_ count: Int, at site: TestSite) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<clients {
                group.addTask {
                    var visitor = site.visitor
                    let token = try await visitor.get("/form").text
                    let upload = Multipart([
                        .field("_csrf", token),
                        .file("file", "a.txt", "text/plain", [UInt8](repeating: 65, count: 1000)),
                    ]).bytes
                    for number in 0..<count / clients {
                        let status: Int?
                        switch number % 4 {
                        case 0: status = try await visitor.get("/fail/now").status
                        case 1: status = try await visitor.get("/fail/late").status
                        case 2: status = try await visitor.upload("/upload-and-fail", upload).status
                        default: status = try await leave(site)
                        }
                        #expect(status ?? 500 >= 400)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// Asks for a page, and does not wait for it.
    private static func leave(_ site: TestSite) async throws -> Int? {
        try await RawConnection.open(port: site.port) { connection in
            try await connection.send("GET /fail/late HTTP/1.1\r\nHost: a\r\n\r\n")
        }
        return nil
    }

    /// How many files and sockets this process has open.
    private static func openFiles() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    }

    /// How many connections the server at a port still has; those that have ended
    /// linger for the kernel's sake only.
    private static func connections(to port: Int) throws -> Int {
        let table = try #require(FileManager.default.contents(atPath: "/proc/net/tcp"))
        let place = ":" + String(port, radix: 16, uppercase: true)
        return String(decoding: table, as: UTF8.self).split(separator: "\n").count { line in
            let words = line.split(separator: " ")
            return words.count > 3 && words[1].hasSuffix(place) && ["01", "08"].contains(words[3])
        }
    }

    /// Waits until something holds, for ten seconds at most.
    private static func eventually(_ holds: () throws -> Bool) async -> Bool {
        for _ in 0..<500 {
            if (try? holds()) == true { return true }
            try? await Task.sleep(for: .milliseconds(20))
        }
        return false
    }
}

/// A folder of a test's own.
private struct Folder {
    let path = FileManager.default.temporaryDirectory
        .appending(path: "LeakTests-\(UUID().uuidString)").path()

    init() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    var isEmpty: Bool {
        get throws { try FileManager.default.contentsOfDirectory(atPath: path).isEmpty }
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }
}
