import NIOCore
import RenderCache
import Testing

@Suite("Every store: timeouts")
struct StoredTimeTests {
    let key = CacheKey("key")

    @Test(arguments: allStores)
    func `a value ends with its timeout`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            await store.set(key, "short", timeout: .seconds(1))
            await store.set(CacheKey("long"), "long", timeout: .seconds(1_000))

            #expect(await eventually { await store.get(key) == nil })
            #expect(await store.has(key) == false)
            #expect(await store.delete(key) == false)
            #expect(await store.texts([key, CacheKey("long")]) == [CacheKey("long"): "long"])
        }
    }

    @Test(arguments: allStores)
    func `an expired value can be added again`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            await store.set(key, "old", timeout: .seconds(1))

            let isAdded = await eventually { await store.add(key, "new") }

            #expect(isAdded)
            #expect(await store.text(key) == "new")
        }
    }

    @Test(arguments: allStores)
    func `no timeout is the default, and zero is never`(fixture: any StoreFixture) async throws {
        try await fixture.withStore(defaultTimeout: .seconds(1)) { store in
            await store.set(CacheKey("zero"), "zero", timeout: .zero)
            await store.add(CacheKey("added"), "added", timeout: .zero)
            await store.set(key, "default", timeout: nil)

            #expect(await eventually { await store.get(key) == nil })
            #expect(await store.text(CacheKey("zero")) == "zero")
            #expect(await store.text(CacheKey("added")) == "added")
        }
    }

    @Test(arguments: allStores)
    func `the default may be never`(fixture: any StoreFixture) async throws {
        try await fixture.withStore(defaultTimeout: .zero) { store in
            await store.set(key, "always", timeout: nil)
            await store.set(CacheKey("short"), "short", timeout: .seconds(1))

            #expect(await eventually { await store.get(CacheKey("short")) == nil })
            #expect(await store.text(key) == "always")
        }
    }

    @Test(arguments: allStores)
    func `a negative timeout removes the value`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            await store.set(key, "old")

            await store.set(key, "new", timeout: .seconds(-1))

            #expect(await store.text(key) == nil)
            #expect(await store.add(key, "again"))
        }
    }

    @Test(arguments: allStores)
    func `a timeout of months, or of no human measure, is kept`(
        fixture: any StoreFixture
    ) async throws {
        try await fixture.withStore { store in
            await store.set(key, "90 days", timeout: .seconds(90 * 86_400))
            await store.set(CacheKey("ages"), "ages", timeout: .seconds(Int64.max))

            #expect(await store.text(key) == "90 days")
            #expect(await store.text(CacheKey("ages")) == "ages")
        }
    }

    @Test(arguments: allStores)
    func `a part of a second is a time too`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            await store.set(key, "short", timeout: .milliseconds(300))

            #expect(await eventually { await store.get(key) == nil })
        }
    }

    @Test(arguments: allStores)
    func `storing anew forgets the old timeout`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            await store.set(key, "old", timeout: .seconds(1))
            await store.set(key, "new", timeout: .zero)
            await store.set(CacheKey("other"), "other", timeout: .seconds(1))

            #expect(await eventually { await store.get(CacheKey("other")) == nil })
            #expect(await store.text(key) == "new")
        }
    }
}
