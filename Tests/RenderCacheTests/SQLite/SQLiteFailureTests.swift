import Foundation
import GRDB
import Logging
import NIOCore
import RenderCache
import TestSupport
import Testing

@Suite("SQLite store: what goes wrong")
struct SQLiteFailureTests {
    let folder: TemporaryFolder
    let lines = LogRecorder.Lines()
    let key = CacheKey("key")

    init() throws {
        folder = try TemporaryFolder()
    }

    var path: String { folder.file("cache") }

    func store() throws -> SQLiteStore {
        try SQLiteStore(
            path: path, logger: Logger(label: "cache") { _ in LogRecorder(lines: lines) })
    }

    func fill() async throws {
        let store = try store()
        for number in 0..<200 {
            await store.set(CacheKey("\(number)"), String(repeating: "x", count: 14_000))
        }
    }

    @Test
    func `what was stored is there after a restart`() async throws {
        do { await (try store()).set(key, "before") }

        let store = try store()

        #expect(await store.text(key) == "before")
    }

    @Test
    func `a closed store leaves one whole file behind, and nothing to say`() async throws {
        let store = try store()
        await store.set(key, "before")

        await store.close()
        await store.set(key, "after")

        #expect(await store.text(key) == nil)
        #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
        #expect(lines.all.isEmpty)
        let next = try self.store()
        #expect(await next.text(key) == "before")
    }

    @Test
    func `what is under way ends before a store is closed`() async throws {
        let store = try store()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                group.addTask { await store.set(CacheKey("\(number)"), "value") }
            }
            group.addTask { await store.close() }
            try await group.waitForAll()
        }

        #expect(lines.all.isEmpty)
    }

    @Test
    func `a file that is no database is moved aside and begun anew`() async throws {
        try Data("This is a letter, and not a cache.".utf8).write(to: URL(filePath: path))

        let store = try store()
        await store.set(key, "value")

        #expect(await store.text(key) == "value")
        #expect(try String(contentsOfFile: path + ".broken", encoding: .utf8).hasPrefix("This is"))
        #expect(lines.all.count == 1)
    }

    @Test
    func `a file that turns out to be broken is begun anew while it is used`() async throws {
        try await fill()
        let file = try FileHandle(forUpdating: URL(filePath: path))
        try file.seek(toOffset: 4_096)
        try file.write(contentsOf: Data(repeating: 0xA5, count: 2_000_000))
        try file.close()

        let store = try store()
        let found = await store.text(CacheKey("7"))
        let isUsable = await eventually {
            await store.set(key, "value")
            return await store.text(key) == "value"
        }

        #expect(found == nil)
        #expect(isUsable, "\(lines.all)")
        #expect(FileManager.default.fileExists(atPath: path + ".broken"))
    }

    @Test
    func `a file that someone removed is made anew`() async throws {
        let store = try store()
        await store.set(key, "old")
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: path + suffix)
        }

        await store.trim()
        await store.set(key, "new")

        #expect(FileManager.default.fileExists(atPath: path))
        #expect(await (try self.store()).text(key) == "new")
    }

    @Test
    func `a database of another kind is left alone`() async throws {
        do {
            let other = try DatabaseQueue(path: path)
            try await other.write { try $0.execute(sql: "CREATE TABLE people (name TEXT)") }
        }

        #expect(throws: CacheStoreError.self) { try store() }

        let tables = try await DatabaseQueue(path: path).read {
            try String.fetchAll($0, sql: "SELECT name FROM sqlite_master")
        }
        #expect(tables == ["people"])
    }

    @Test
    func `a folder that is not there is told at start`() {
        #expect(throws: CacheStoreError.self) {
            try SQLiteStore(path: folder.file("none/cache"))
        }
    }

    @Test
    func `one who holds the file for long makes writes fail, not reads`() async throws {
        let store = try store()
        await store.set(key, "old")
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        // The store may just be tidying up.
        configuration.busyMode = .timeout(60)
        let other = try DatabaseQueue(path: path, configuration: configuration)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }

        let stored = await withTaskGroup { group in
            for _ in 0..<20 { group.addTask { await store.set(key, "new") } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let found = await store.text(key)
        let claim = await store.claim(CacheKey("other"))
        try await other.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }

        #expect(stored == Array(repeating: false, count: 20))
        #expect(found == "old")
        #expect(claim == .won(stale: nil))
        #expect(lines.all.count == 1)
        #expect(await eventually { await store.set(key, "new") })
    }

    @Test
    func `a request that is cancelled still gives up its claim`() async throws {
        let store = try store()
        await store.claim(key)

        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            await store.release(key)
        }
        task.cancel()
        await task.value

        #expect(await store.claim(key) == .won(stale: nil))
    }
}
