import NIOCore
import RenderCache
import Testing

@Suite("Every store: claims")
struct StoredClaimTests {
    let key = CacheKey("page")

    @Test(arguments: allStores)
    func `one who finds nothing wins, and the next waits`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            #expect(await store.claim(key) == .won(stale: nil))
            #expect(await store.claim(key) == .taken(stale: nil))
            #expect(await store.claim(CacheKey("other")) == .won(stale: nil))
        }
    }

    @Test(arguments: allStores)
    func `of a thousand at once one wins`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            let claims = await withTaskGroup { group in
                for _ in 0..<1_000 { group.addTask { await store.claim(key) as Claimed } }
                return await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
            }

            #expect(claims == [.won(stale: nil): 1, .taken(stale: nil): 999])
        }
    }

    @Test(arguments: allStores)
    func `a claim is not a value`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            await store.claim(key)

            #expect(await store.text(key) == nil)
            #expect(await store.has(key) == false)
            #expect(await store.getMany([key]).isEmpty)
            #expect(await store.add(key, "added"))
            #expect(await store.text(key) == "added")
        }
    }

    @Test(arguments: allStores)
    func `a value that is stored ends the claim`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            await store.claim(key)
            await store.set(key, "made")

            #expect(await store.claim(key) == .found("made"))
            _ = await store.delete(key)
            #expect(await store.claim(key) == .won(stale: nil))
        }
    }

    @Test(arguments: allStores)
    func `a claim that is given up is for the next`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            await store.claim(key)

            await store.release(key)

            #expect(await store.claim(key) == .won(stale: nil))
            #expect(await store.claim(key) == .taken(stale: nil))
        }
    }

    @Test(arguments: allStores, [nil, "old"])
    func `who was too slow gives up no claim but the own`(
        fixture: any StoreFixture, stale: String?
    ) async throws {
        try await fixture.withStore { store in
            if let stale {
                await store.set(key, stale)
                await store.markStale(key, ifRevision: nil)
            }
            let slow = try #require(await store.token(key, lifetime: .seconds(1)))
            var next: UInt64?
            _ = await eventually {
                next = await store.token(key)
                return next != nil
            }

            await store.release(key, ifToken: slow)
            #expect(await store.claim(key) == .taken(stale: stale))
            await store.release(key, ifToken: next)
            #expect(await store.claim(key) == .won(stale: stale))
        }
    }

    @Test(arguments: allStores)
    func `nothing happens when nothing is given up`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            await store.set(key, "value")

            await store.release(key)
            await store.release(CacheKey("other"))

            #expect(await store.text(key) == "value")
            #expect(await store.claim(key) == .found("value"))
        }
    }

    @Test(arguments: allStores)
    func `a claim ends with its lifetime, for its holder may have died`(
        fixture: any StoreFixture
    ) async throws {
        try await fixture.withStore { store in
            await store.claim(key, lifetime: .seconds(1))

            let isWon = await eventually { await store.claim(key) == .won(stale: nil) }

            #expect(isWon)
        }
    }

    @Test(arguments: allStores)
    func `a stale value is for those who wait for a new one`(
        fixture: any StoreFixture
    ) async throws {
        try await fixture.withStore { store in
            await store.set(key, "old")

            await store.markStale(key, ifRevision: nil)

            #expect(await store.text(key) == nil)
            #expect(await store.has(key) == false)
            #expect(await store.claim(key) == .won(stale: "old"))
            #expect(await store.claim(key) == .taken(stale: "old"))
            await store.set(key, "new")
            #expect(await store.claim(key) == .found("new"))
            #expect(await store.text(key) == "new")
        }
    }

    @Test(arguments: allStores)
    func `a stale value outlives a claim that is given up`(
        fixture: any StoreFixture
    ) async throws {
        try await fixture.withStore { store in
            await store.set(key, "old")
            await store.markStale(key, ifRevision: nil)
            await store.claim(key)

            await store.release(key)

            #expect(await store.claim(key) == .won(stale: "old"))
        }
    }

    @Test(arguments: allStores)
    func `of a thousand who find a stale value one wins`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            await store.set(key, "old")
            await store.markStale(key, ifRevision: nil)

            let claims = await withTaskGroup { group in
                for _ in 0..<1_000 { group.addTask { await store.claim(key) as Claimed } }
                return await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
            }

            #expect(claims == [.won(stale: "old"): 1, .taken(stale: "old"): 999])
        }
    }

    @Test(arguments: allStores)
    func `a revision spares a newer value`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            await store.set(key, "old")
            let old = try #require(await store.get(key)?.revision)
            await store.set(key, "new")
            let new = try #require(await store.get(key)?.revision)

            await store.markStale(key, ifRevision: old)
            let spared = await store.text(key)
            await store.markStale(key, ifRevision: new)

            #expect(spared == "new")
            #expect(await store.claim(key) == .won(stale: "new"))
        }
    }

    @Test(arguments: allStoresAndNone)
    func `what is not there cannot be stale`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            await store.markStale(key, ifRevision: nil)

            #expect(await store.text(key) == nil)
            #expect(await store.claim(key) == .won(stale: nil))
        }
    }

    @Test(arguments: allStores)
    func `a value that ends soon is won once, and still found by others`(
        fixture: any StoreFixture
    ) async throws {
        try await fixture.withStore { store in
            await store.set(key, "old", timeout: .seconds(100))

            #expect(await store.claim(key, refreshBelow: .seconds(10)) == .found("old"))
            #expect(await store.claim(key, refreshBelow: .seconds(200)) == .won(stale: "old"))
            #expect(await store.claim(key, refreshBelow: .seconds(200)) == .taken(stale: "old"))
            #expect(await store.text(key) == "old")
            await store.set(key, "new", timeout: .seconds(1_000))
            #expect(await store.claim(key, refreshBelow: .seconds(200)) == .found("new"))
        }
    }

    @Test(arguments: allStores)
    func `a value that never ends is never made anew`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            await store.set(key, "always", timeout: .zero)

            #expect(await store.claim(key, refreshBelow: .seconds(1_000)) == .found("always"))
        }
    }

    @Test(arguments: allStores)
    func `keys that are no words can be claimed`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            for key in StoredKeyTests.awkward {
                #expect(await store.claim(key) == .won(stale: nil))
                #expect(await store.claim(key) == .taken(stale: nil))
                await store.release(key)
                #expect(await store.claim(key) == .won(stale: nil))
            }
        }
    }

    @Test(arguments: allStores)
    func `clearing ends claims too`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            await store.claim(key)

            _ = await store.clear()

            #expect(await store.claim(key) == .won(stale: nil))
        }
    }
}
