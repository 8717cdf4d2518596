import Foundation
import NIOCore
import RenderCache
import Synchronization
import Testing

@Suite("SQLite store: bounds")
struct SQLiteBoundTests {
    let folder: TemporaryFolder
    let value = ByteBuffer(repeating: 7, count: 14_000)

    init() throws {
        folder = try TemporaryFolder()
    }

    func store(capacity: Int) throws -> SQLiteStore {
        try SQLiteStore(path: folder.file("cache"), capacity: capacity)
    }

    func size() throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("cache"))
        return (attributes[.size] as? Int) ?? 0
    }

    @Test
    func `the file stays within its bound`() async throws {
        let store = try store(capacity: 4 << 20)

        for number in 0..<1_500 {
            _ = await store.set(CacheKey("\(number)"), value, timeout: .zero)
        }
        await store.trim()

        #expect(store.statistics.evictions > 1_000)
        #expect(store.statistics.bytes <= 4 << 20)
        #expect(try size() <= 5 << 20)
    }

    @Test
    func `who asks is told what had to go, of its own name space`() async throws {
        let store = try store(capacity: 4 << 20)
        let other = try SQLiteStore(
            path: folder.file("cache"), nameSpace: "other", capacity: 4 << 20)
        let told = Mutex<[CacheKey: Int]>([:])
        store.reportEvictions { key, bytes in
            told.withLock { $0[key] = bytes.readableBytes }
        }
        for number in 0..<50 {
            _ = await other.set(CacheKey("other", "\(number)"), value, timeout: .zero)
        }

        for number in 0..<600 {
            _ = await store.set(CacheKey("\(number)"), value, timeout: .zero)
        }
        await store.trim()

        let evicted = told.withLock(\.self)
        #expect(evicted.count > 200)
        #expect(evicted.allSatisfy { Int($0.key.text) != nil && $0.value == 14_000 })
    }

    @Test
    func `whoever is told what had to go does not keep the store alive`() async throws {
        weak var left: SQLiteStore?

        do {
            let store = try store(capacity: 4 << 20)
            store.reportEvictions { _, _ in }
            left = store
        }

        #expect(left == nil)
    }

    @Test
    func `what is read stays, what nobody reads goes`() async throws {
        let store = try store(capacity: 4 << 20)
        let popular = (0..<40).map { CacheKey("popular", "\($0)") }
        for key in popular { _ = await store.set(key, value, timeout: .zero) }

        for number in 0..<1_000 {
            _ = await store.set(CacheKey("\(number)"), value, timeout: .zero)
            _ = await store.getMany(popular)
            if number.isMultiple(of: 20) { await store.trim() }
        }

        #expect(await store.getMany(popular).count >= 38)
        #expect(store.statistics.evictions > 500)
    }

    @Test
    func `what has expired is removed though nobody asks for it`() async throws {
        let store = try store(capacity: 4 << 20)
        for number in 0..<150 {
            _ = await store.set(CacheKey("\(number)"), value, timeout: .milliseconds(100))
        }
        _ = await store.set(CacheKey("stays"), value, timeout: .seconds(1_000))

        let isRemoved = await eventually {
            await store.trim()
            return store.statistics.expirations == 150
        }

        #expect(isRemoved)
        #expect(store.statistics.bytes < 100_000)
        #expect(await store.has(CacheKey("stays")))
    }

    @Test
    func `a bound that was lowered makes the file smaller`() async throws {
        do {
            let large = try store(capacity: 16 << 20)
            for number in 0..<700 {
                _ = await large.set(CacheKey("\(number)"), value, timeout: .zero)
            }
        }

        let small = try store(capacity: 2 << 20)
        let isSmall = await eventually {
            await small.trim()
            return (try? size()).map { $0 <= 2 << 20 } ?? false
        }

        #expect(isSmall)
        #expect(small.statistics.bytes <= 2 << 20)
    }
}
