import RenderCache
import Testing

/// Memory before another store, with a moment short enough for tests.
struct TieredStoreFixture: StoreFixture {
    let far: any StoreFixture

    init(before far: any StoreFixture) {
        self.far = far
    }

    var testDescription: String { "tiered, \(far.testDescription)" }
    /// Too many for the memory and for the far store.
    var tooManyBytes: Int { 9 << 20 }

    func withStores(
        defaultTimeout: Duration, _ body: (any CacheStore, any CacheStore) async throws -> Void
    ) async throws {
        try await far.withStores(defaultTimeout: defaultTimeout) { one, two in
            try await body(
                TieredStore(before: one, capacity: 8 << 20),
                TieredStore(before: two, capacity: 8 << 20))
        }
    }
}
