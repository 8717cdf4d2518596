import NIOCore
import RenderCache
import Testing

@Suite("Every store: counters")
struct StoredCounterTests {
    let key = CacheKey("views")

    @Test(arguments: allStores)
    func `a missing counter starts at the amount`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            #expect(await store.increment(key, by: 5, timeout: nil) == 5)
            #expect(await store.increment(key, by: 2, timeout: nil) == 7)
            #expect(await store.text(key) == "7")
        }
    }

    @Test(arguments: allStores)
    func `subtracting stops at zero, where a missing counter starts`(
        fixture: any StoreFixture
    ) async throws {
        try await fixture.withStore { store in
            #expect(await store.decrement(CacheKey("none"), by: 3, timeout: nil) == 0)
            #expect(await store.text(CacheKey("none")) == "0")

            _ = await store.increment(key, by: 10, timeout: nil)

            #expect(await store.decrement(key, by: 1, timeout: nil) == 9)
            #expect(await store.text(key) == "9")
            #expect(await store.decrement(key, by: 100, timeout: nil) == 0)
        }
    }

    @Test(arguments: allStores)
    func `a number that was stored can be counted on`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            await store.set(key, "41")
            let counted = await store.increment(key, by: 1, timeout: nil)
            await store.set(key, "word")

            #expect(counted == 42)
            #expect(await store.text(key) == "word")
        }
    }

    @Test(arguments: allStores)
    func `a counter has 64 bits`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            await store.set(key, "\(UInt64.max - 1)")

            #expect(await store.increment(key, by: 1, timeout: nil) == .max)
            #expect(await store.decrement(key, by: 1, timeout: nil) == .max - 1)
            #expect(await store.decrement(key, by: .max, timeout: nil) == 0)
        }
    }

    @Test(arguments: allStores, ["word", "", "-1", "1.5", "12 monkeys"])
    func `what is no number is not counted on, and stays`(
        fixture: any StoreFixture, text: String
    ) async throws {
        try await fixture.withStore { store in
            await store.set(key, text)

            #expect(await store.increment(key, by: 1, timeout: nil) == nil)
            #expect(await store.decrement(key, by: 1, timeout: nil) == nil)
            #expect(await store.text(key) == text)
        }
    }

    @Test(arguments: allStores)
    func `nothing is lost when many count at once, from nothing`(
        fixture: any StoreFixture
    ) async throws {
        try await fixture.withStore { store in
            await withTaskGroup { group in
                for _ in 0..<64 {
                    group.addTask {
                        for _ in 0..<100 { _ = await store.increment(key, by: 1, timeout: nil) }
                    }
                }
            }

            #expect(await store.text(key) == "6400")
        }
    }

    @Test(arguments: allStores)
    func `a counter keeps the timeout that it has`(fixture: any StoreFixture) async throws {
        try await fixture.withStore { store in
            // Unless the machine was so busy that the first had ended before the last.
            var (counter, counted) = (key, UInt64?.none)
            for attempt in 0..<5 where counted != 1 {
                counter = CacheKey("views", "\(attempt)")
                _ = await store.increment(counter, by: 1, timeout: .seconds(1 << attempt))
                _ = await store.increment(counter, by: 1, timeout: .zero)
                counted = await store.decrement(counter, by: 1, timeout: .zero)
            }

            #expect(await eventually { await store.get(counter) == nil })
            #expect(await store.increment(counter, by: 4, timeout: nil) == 4)
        }
    }
}
