import NIOCore
import RenderCache
import Testing

@Suite("Tiered store")
struct TieredStoreTests {
    let far = FarStore()
    let key = CacheKey("key")

    /// What another process would see.
    func other() -> TieredStore { store() }

    func store(staleness: Duration = .seconds(1_000)) -> TieredStore {
        TieredStore(before: far, capacity: 1 << 20, staleness: staleness)
    }

    @Test
    func `a value that the far store refuses leaves the key to the next who computes it`() async {
        let store = store()
        await store.claim(key)
        far.isAway = true

        await store.set(key, "value")
        far.isAway = false

        #expect(await other().claim(key) == .won(stale: nil))
        #expect(await store.text(key) == "value")
    }

    @Test
    func `what was read a moment ago is read from memory`() async {
        let store = store()
        await store.set(key, "value")

        for _ in 0..<10 { _ = await store.get(key) }
        let found = await store.texts([key, CacheKey("none")])

        #expect(found == [key: "value"])
        #expect(far.reads == 2)
        #expect(await store.claim(key) == .found("value"))
    }

    @Test
    func `what this process writes it sees at once`() async {
        let store = store()
        await store.set(key, "old")
        _ = await store.get(key)

        await store.set(key, "new")

        #expect(await store.text(key) == "new")
        #expect(await store.delete(key))
        #expect(await store.text(key) == nil)
        #expect(await store.increment(key, by: 1, timeout: nil) == 1)
        #expect(await store.text(key) == "1")
        #expect(await store.increment(key, by: 1, timeout: nil) == 2)
        #expect(await store.text(key) == "2")
    }

    @Test
    func `what another process writes is seen after a moment`() async {
        let store = store(staleness: .milliseconds(100))
        await store.set(key, "old")
        _ = await store.get(key)

        await other().set(key, "new")

        #expect(await eventually { await store.text(key) == "new" })
    }

    @Test
    func `what was read before a write is not kept after it`() async {
        let store = store()
        await store.set(key, "old")
        far.duringNextRead { [key] in await store.set(key, "new") }

        _ = await store.get(key)

        #expect(await store.text(key) == "new")
    }

    @Test
    func `revisions are those of the far store`() async throws {
        let store = store()
        await store.set(key, "value")
        let remembered = try #require(await store.get(key)?.revision)

        await store.markStale(key, ifRevision: remembered)

        #expect(await store.get(key) == nil)
        #expect(await other().claim(key) == .won(stale: "value"))
    }

    @Test
    func `claims are shared with other processes`() async {
        let store = store()

        #expect(await store.claim(key) == .won(stale: nil))
        #expect(await other().claim(key) == .taken(stale: nil))
        await store.release(key)
        #expect(await other().claim(key) == .won(stale: nil))
    }

    @Test
    func `when the far store is away memory still answers`() async {
        let store = store()
        await store.set(key, "before")
        _ = await store.get(key)

        far.isAway = true
        let old = await store.text(key)
        let isKept = await store.set(key, "meanwhile")

        #expect(old == "before")
        #expect(isKept)
        #expect(await store.text(key) == "meanwhile")
        #expect(await store.claim(key) == .found("meanwhile"))
    }

    @Test
    func `what only memory holds is kept for a short time`() async {
        let store = TieredStore(
            before: far, capacity: 1 << 20, staleness: .seconds(1_000), grace: .milliseconds(100))
        far.isAway = true
        await store.set(key, "meanwhile", timeout: .seconds(1_000))

        #expect(await eventually { await store.get(key) == nil })
    }

    @Test
    func `clearing empties both`() async {
        let store = store()
        await store.set(key, "value")
        _ = await store.get(key)

        _ = await store.clear()

        #expect(await store.text(key) == nil)
        #expect(store.statistics.entries == 0)
    }
}
