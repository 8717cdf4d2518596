import GRDB
import NIOCore
import RenderCache
import Subprocess
import SystemPackage
import TestSupport
import Testing

@Suite("SQLite store: several processes", .serialized)
struct SQLiteProcessTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    var path: String { folder.file("cache") }

    /// Runs a worker and returns its lines, and what it wrote to its log.
    func work(_ arguments: String...) async throws -> (said: [Substring], log: String) {
        let result = try await run(
            .path(FilePath(try BuiltProgram.path("cache-worker"))),
            arguments: .init([path] + arguments),
            output: .string(limit: 1 << 26), error: .string(limit: 1 << 20))
        return (result.standardOutput.split(separator: "\n"), result.standardError)
    }

    @Test
    func `each key is claimed by one process of several`() async throws {
        let won = try await withThrowingTaskGroup { group in
            for _ in 0..<4 { group.addTask { try await work("claim", "200").said } }
            return try await group.reduce(into: []) { $0 += $1 }
        }

        #expect(won.count == 200)
        #expect(Set(won).count == 200)
    }

    @Test
    func `nothing is lost when several processes count`() async throws {
        try await withThrowingTaskGroup { group in
            for _ in 0..<4 { group.addTask { _ = try await work("count", "250") } }
            try await group.waitForAll()
        }

        #expect(await (try SQLiteStore(path: path)).text(CacheKey("count")) == "1000")
    }

    @Test
    func `a process killed while it writes leaves all it had stored`() async throws {
        var ledger = Ledger()
        for round in 0..<5 {
            ledger.read(try await work("write", "\(200 + round * 90)").said)

            let store = try SQLiteStore(path: path)
            for (key, numbers) in ledger.allowed {
                let parts = await store.text(CacheKey(key))?.split(separator: " ") ?? []
                let number = parts.first.flatMap { Int($0) }
                #expect(numbers.contains(number))
                #expect(Set(parts).count <= 1)
                ledger.settle(key, number)
            }
        }

        #expect(ledger.stored > 20)
        let integrity = try await DatabaseQueue(path: path).read {
            try String.fetchOne($0, sql: "PRAGMA integrity_check")
        }
        #expect(integrity == "ok")
    }

    @Test
    func `where files may not grow, writes fail and reads do not`() async throws {
        let (said, log) = try await work("fill", "400")

        #expect(said == ["stored true refused true found true"])
        #expect(log.split(separator: "\n").count == 1, "\(log)")
    }

    /// What workers said: for each key, the numbers that it may hold.
    struct Ledger {
        private(set) var allowed: [String: Set<Int?>] = [:]
        private(set) var stored = 0

        mutating func read(_ lines: [Substring]) {
            for line in lines {
                let words = line.split(separator: " ")
                let (key, number) = (String(words[1]), Int(words[2]))
                if words[0] == "begin" {
                    allowed[key, default: [nil]].insert(number)
                } else {
                    allowed[key] = [number]
                    stored += 1
                }
            }
        }

        /// Notes what a key was seen to hold: from now on nothing older.
        mutating func settle(_ key: String, _ number: Int?) {
            allowed[key] = [number]
        }
    }
}
