import Foundation
import RenderCache
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// Stores that processes share.
private enum SharedStore: CaseIterable, CustomTestStringConvertible {
    case file, servers, memoryBeforeFile

    var testDescription: String {
        switch self {
        case .file: "a file"
        case .servers: "memcached servers"
        case .memoryBeforeFile: "memory before a file"
        }
    }

    /// Lends the text that names an empty store.
    func withText(_ folder: TemporaryFolder, _ body: (String) async throws -> Void) async throws {
        switch self {
        case .file: try await body("sqlite:" + folder.file("cache"))
        case .memoryBeforeFile: try await body("tiered:sqlite:" + folder.file("cache"))
        case .servers:
            try await MemcachedProcess.with(count: 2) { servers in
                let hosts = servers.map { "127.0.0.1:\($0.port)" }
                try await body("memcached://" + hosts.joined(separator: ","))
            }
        }
    }
}

@Suite("Many processes who miss at once", .serialized, .timeLimit(.minutes(5)))
struct CacheProcessTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private var computations: Int {
        let ledger = FileManager.default.contents(atPath: folder.file("ledger")) ?? Data()
        return ledger.split(separator: UInt8(ascii: "\n")).count
    }

    private func cache(_ store: String) throws -> Cache {
        var settings = CacheSettings()
        settings.claimLifetime = .seconds(2)
        return Cache(
            store: try CacheStores.store(store, nameSpace: "memoize"), settings: settings)
    }

    /// Runs processes that begin at once, and returns how many tasks got the value.
    private func work(
        _ store: String, processes: Int, tasks: Int, _ more: String...
    ) async throws -> Int {
        let start = Int64(Date.now.timeIntervalSince1970 * 1000) + 500
        let program = FilePath(try BuiltProgram.path("memoize-worker"))
        let arguments = [store, folder.file("ledger"), "\(tasks)", "\(start)"] + more
        return try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<processes {
                group.addTask {
                    let result = try await run(
                        .path(program), arguments: .init(arguments),
                        output: .string(limit: 1 << 10), error: .string(limit: 1 << 16))
                    return result.standardOutput.split(separator: "\n").first.flatMap { Int($0) }
                        ?? 0
                }
            }
            return try await group.reduce(0, +)
        }
    }

    @Test(arguments: SharedStore.allCases)
    private func `a thousand tasks of eight processes compute once, and once after a change`(
        store: SharedStore
    ) async throws {
        try await store.withText(folder) { text in
            let served = try await work(text, processes: 8, tasks: 125)

            #expect(served == 1000)
            #expect(computations == 1)

            #expect(await (try cache(text)).invalidate(tag: "post:1"))
            let servedAnew = try await work(text, processes: 8, tasks: 125)

            #expect(servedAnew == 1000)
            #expect(computations == 2)
        }
    }

    @Test(arguments: SharedStore.allCases)
    private func `a process that dies while it computes keeps others waiting for a while only`(
        store: SharedStore
    ) async throws {
        try await store.withText(folder) { text in
            let served = try await work(text, processes: 1, tasks: 1, "die")
            #expect(served == 0)

            let page = try await (try cache(text)).memoize("page") { "page" }

            #expect(page == "page" && computations == 1)
        }
    }
}
