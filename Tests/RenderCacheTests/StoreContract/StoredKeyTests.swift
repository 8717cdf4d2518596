import NIOCore
import RenderCache
import Testing

@Suite("Every store: keys, and many at once")
struct StoredKeyTests {
    static let long = String(repeating: "x", count: 1_000)
    /// Keys that other caches have cut short, refused or read as commands.
    static let awkward: [CacheKey] = [
        CacheKey("a b"), CacheKey("a\nb"), CacheKey("get a\r\nflush_all\r\n"), CacheKey("a\0b"),
        CacheKey("a\0c"), CacheKey("中文", "標題"), CacheKey("中文", "标题"), CacheKey("🧪"), CacheKey(""),
        CacheKey("", ""), CacheKey("%"), CacheKey("A"), CacheKey("a"), CacheKey("a "),
        CacheKey("'; --"),
        CacheKey("é"), CacheKey("e\u{301}"), CacheKey(long, "a"), CacheKey(long, "b"),
        CacheKey("\u{7F}"),
        CacheKey(long), CacheKey(String(repeating: "字", count: 1_000)), CacheKey("a", "b", "c"),
    ]

    @Test(arguments: allStores)
    func `a key may have any characters and any length`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            for (number, key) in Self.awkward.enumerated() { await store.set(key, "\(number)") }

            for (number, key) in Self.awkward.enumerated() {
                #expect(
                    await store.text(key) == "\(number)", "\(key.text.prefix(40).debugDescription)")
            }
        }
    }

    @Test(arguments: allStores)
    func `many values are stored and found at once`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            let keys = (0..<500).map { CacheKey("post", "\($0)") } + Self.awkward
            let values = Dictionary(uniqueKeysWithValues: keys.map { ($0, "\($0)") })

            let stored = await store.setMany(
                values.mapValues { ByteBuffer(string: $0) }, timeout: nil)
            let found = await store.texts(keys + [CacheKey("none")] + keys)

            #expect(stored == Set(keys))
            #expect(found == values)
        }
    }

    @Test(arguments: allStoresAndNone)
    func `nothing at once is nothing`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            #expect(await store.getMany([]).isEmpty)
            #expect(await store.setMany([:], timeout: nil).isEmpty)
            #expect(await store.deleteMany([]).isEmpty)
        }
    }

    @Test(arguments: allStores)
    func `one value that is refused does not keep others out`(
        fixture: any StoreFixture
    ) async throws {
        try await fixture.withStore { store in
            let (small, large) = (CacheKey("small"), CacheKey("large"))

            let stored = await store.setMany(
                [
                    small: ByteBuffer(string: "s"),
                    large: ByteBuffer(repeating: 1, count: fixture.tooManyBytes),
                ], timeout: nil)

            #expect(stored == [small])
            #expect(await store.text(small) == "s")
        }
    }

    @Test(arguments: allStores)
    func `deleting many tries every one and tells which there were`(
        fixture: any StoreFixture
    ) async throws {
        try await fixture.withStore { store in
            let keys = (0..<10).map { CacheKey("post", "\($0)") }
            for key in keys[5...] { await store.set(key, "x") }

            let deleted = await store.deleteMany(keys)

            #expect(deleted == Set(keys[5...]))
            #expect(await store.getMany(keys).isEmpty)
        }
    }
}
