import Foundation
import RenderCache
import Subprocess
import SystemPackage
import TestSupport
import Testing

@Suite("Many processes who miss at once", .timeLimit(.minutes(5)))
struct CacheProcessTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private var storeText: String { "sqlite:" + folder.file("cache") }

    private func store() throws -> any CacheStore {
        try CacheStores.store(storeText, nameSpace: "memoize")
    }

    private var computations: Int {
        let ledger = FileManager.default.contents(atPath: folder.file("ledger")) ?? Data()
        return ledger.split(separator: UInt8(ascii: "\n")).count
    }

    /// Runs processes that begin at once, and returns how many tasks got the value.
    private func work(processes: Int, tasks: Int, _ more: String...) async throws -> Int {
        let start = Int64(Date.now.timeIntervalSince1970 * 1000) + 500
        let program = FilePath(try BuiltProgram.path("memoize-worker"))
        let arguments = [storeText, folder.file("ledger"), "\(tasks)", "\(start)"] + more
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

    @Test
    func `a thousand tasks of eight processes compute once, and once after a change`()
        async throws
    {
        let served = try await work(processes: 8, tasks: 125)

        #expect(served == 1000)
        #expect(computations == 1)

        let cache = Cache(store: try store())
        #expect(await cache.invalidate(tag: "post:1"))
        let servedAnew = try await work(processes: 8, tasks: 125)

        #expect(servedAnew == 1000)
        #expect(computations == 2)
    }

    @Test
    func `a process that dies while it computes keeps the others waiting for a while only`()
        async throws
    {
        let served = try await work(processes: 1, tasks: 1, "die")
        #expect(served == 0)
        var settings = CacheSettings()
        settings.claimLifetime = .seconds(2)
        let cache = Cache(store: try store(), settings: settings)

        let page = try await cache.memoize("page") { "page" }

        #expect(page == "page" && computations == 1)
    }
}
