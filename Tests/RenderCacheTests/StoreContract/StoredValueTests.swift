import NIOCore
import RenderCache
import Testing

@Suite("Every store: values")
struct StoredValueTests {
    let key = CacheKey("post", "1")

    @Test(arguments: allStores)
    func `what is stored is found`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            let isStored = await store.set(key, "hello")

            #expect(isStored)
            #expect(await store.text(key) == "hello")
            #expect(await store.has(key))
        }
    }

    @Test(arguments: allStoresAndNone)
    func `what is not stored is a miss`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            await store.set(key, "hello")

            #expect(await store.text(CacheKey("post", "2")) == nil)
            #expect(await store.has(CacheKey("post", "2")) == false)
            #expect(await store.getMany([CacheKey("post", "2")]).isEmpty)
            #expect(await store.delete(CacheKey("post", "2")) == false)
            #expect(await store.deleteMany([CacheKey("post", "2")]).isEmpty)
        }
    }

    @Test(arguments: allStores)
    func `an empty value is not a miss`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            await store.set(key, "")

            #expect(await store.text(key) == "")
            #expect(await store.has(key))
            #expect(await store.texts([key]) == [key: ""])
            #expect(await store.add(key, "other") == false)
            #expect(await store.claim(key) == .found(""))
        }
    }

    @Test(arguments: allStores)
    func `a value may hold any bytes`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            let bytes = ByteBuffer(bytes: Array(0...255) + Array("\r\nEN\r\n".utf8))

            _ = await store.set(key, bytes, timeout: nil)

            #expect(await store.get(key)?.bytes == bytes)
        }
    }

    @Test(arguments: allStores)
    func `of a buffer only what is to be read is stored`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            var buffer = ByteBuffer(string: "head|body|tail")
            buffer.moveReaderIndex(to: 5)
            buffer.moveWriterIndex(to: 9)

            _ = await store.set(key, buffer, timeout: nil)

            #expect(await store.text(key) == "body")
        }
    }

    @Test(arguments: allStores)
    func `a value takes the place of another`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            await store.set(key, "the first, which is longer")
            await store.set(key, "second")

            #expect(await store.text(key) == "second")
        }
    }

    @Test(arguments: allStores)
    func `every storing changes the revision`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            await store.set(key, "same")
            let first = try #require(await store.get(key)?.revision)
            let again = await store.get(key)?.revision
            await store.set(key, "same")

            #expect(again == first)
            #expect(await store.get(key)?.revision != first)
        }
    }

    @Test(arguments: allStores)
    func `a deleted value is gone, and deleting tells`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            await store.set(key, "hello")

            #expect(await store.delete(key))
            #expect(await store.text(key) == nil)
            #expect(await store.delete(key) == false)
        }
    }

    @Test(arguments: allStores)
    func `a large value comes back whole`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            let bytes = ByteBuffer(bytes: (0..<900_000).map { UInt8(truncatingIfNeeded: $0 / 7) })

            let isStored = await store.set(key, bytes, timeout: nil)

            #expect(isStored)
            #expect(await store.get(key)?.bytes == bytes)
        }
    }

    @Test(arguments: allStores)
    func `too large a value is refused, and the old one is gone`(
        fixture: any StoreFixture
    ) async throws {
        try await fixture.withStore { store in
            await store.set(key, "old")

            let large = ByteBuffer(repeating: 1, count: fixture.tooManyBytes)
            let isStored = await store.set(key, large, timeout: nil)

            #expect(!isStored)
            #expect(await store.text(key) == nil)
            #expect(await store.set(key, "new"))
        }
    }

    @Test(arguments: allStores)
    func `clearing removes everything, but nothing of another name space`(
        fixture: any StoreFixture
    ) async throws {
        try await fixture.withStores(defaultTimeout: .seconds(300)) { store, neighbour in
            await store.set(key, "mine")
            await store.set(CacheKey("post", "2"), "mine")
            await neighbour.set(key, "theirs")

            let isCleared = await store.clear()

            #expect(isCleared)
            #expect(await store.text(key) == nil)
            #expect(await store.text(CacheKey("post", "2")) == nil)
            #expect(await neighbour.text(key) == "theirs")
        }
    }

    @Test(arguments: allStores)
    func `a cleared store can be used again`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            await store.set(key, "before")
            _ = await store.clear()

            await store.set(key, "after")

            #expect(await store.text(key) == "after")
        }
    }

    @Test(arguments: allStores)
    func `a value is added only where there is none`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            #expect(await store.add(key, "first"))
            #expect(await store.add(key, "second") == false)
            #expect(await store.text(key) == "first")

            _ = await store.delete(key)

            #expect(await store.add(key, "third"))
            #expect(await store.text(key) == "third")
        }
    }

    @Test(arguments: allStores)
    func `of a hundred who add at once one succeeds`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            let winners = await withTaskGroup { group in
                for number in 0..<100 {
                    group.addTask { await store.add(key, "\(number)") ? number : nil }
                }
                return await group.reduce(into: []) { $0 += [$1].compactMap(\.self) }
            }

            #expect(winners.count == 1)
            #expect(await store.text(key) == winners.first.map(String.init))
        }
    }
}
