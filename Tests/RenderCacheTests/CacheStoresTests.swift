import RenderCache
import Testing

@Suite("Stores by name")
struct CacheStoresTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    func store(_ text: String) throws -> any CacheStore {
        try CacheStores.store(
            text.replacing("FOLDER", with: folder.path), nameSpace: "test")
    }

    @Test(arguments: [
        "memory", "memory:64MB", "memory:500kB", "sqlite:FOLDER/cache",
        "sqlite:FOLDER/cache?size=1GB", "tiered:sqlite:FOLDER/cache",
        "tiered:8MB:sqlite:FOLDER/cache?size=20MB",
    ])
    func `a store that is named works`(text: String) async throws {
        let store = try store(text)

        await store.set(CacheKey("key"), "value")

        #expect(await store.text(CacheKey("key")) == "value")
    }

    @Test
    func `each name is the store that it says`() throws {
        #expect(try store("null") is NullStore)
        #expect(try store("memory:1GB") is MemoryStore)
        #expect(try store("sqlite:FOLDER/a") is SQLiteStore)
        #expect(try store("tiered:sqlite:FOLDER/b") is TieredStore)
        #expect(try store("memcached://127.0.0.1:1,127.0.0.1:2") is MemcachedStore)
        #expect(try store("tiered:8MB:memcached://127.0.0.1:1") is TieredStore)
    }

    @Test(arguments: [
        "", "redis://localhost", "memory:", "memory:64", "memory:0MB", "memory:-1MB", "memory:lots",
        "memory:9999999999GB", "null:", "sqlite", "sqlite:", "sqlite:FOLDER/none/cache",
        "sqlite:FOLDER/a?size=", "sqlite:FOLDER/a?bytes=1MB", "tiered", "tiered:", "tiered:memory",
        "tiered:null", "tiered:8MB:memory", "tiered:8MB", "tiered:8MB:8MB",
        "memcached:", "memcached://", "memcached://a,,b", "tiered:memcached://a:port",
    ])
    func `nonsense is told, with what would be right`(text: String) {
        let error = #expect(throws: CacheStoreError.self) { try store(text) }

        #expect((error?.description.count ?? 0) > 30)
    }
}
