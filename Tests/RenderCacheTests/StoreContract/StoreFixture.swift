import RenderCache
import Testing

/// A kind of store, for the tests of what every store promises.
protocol StoreFixture: Sendable, CustomTestStringConvertible {
    /// Bytes that are too many for a single value of the lent stores.
    var tooManyBytes: Int { get }

    /// Lends two new, empty stores that share what they are kept in (where stores of the kind
    /// share anything) but not their name space.
    func withStores(
        defaultTimeout: Duration, _ body: (any CacheStore, any CacheStore) async throws -> Void
    ) async throws
}

extension StoreFixture {
    /// Lends one store.
    func withStore(
        defaultTimeout: Duration = .seconds(300), _ body: (any CacheStore) async throws -> Void
    ) async throws {
        try await withStores(defaultTimeout: defaultTimeout) { store, _ in try await body(store) }
    }
}

/// The kinds of stores that there are.
let allStores: [any StoreFixture] = [
    MemoryStoreFixture(), SQLiteStoreFixture(), MemcachedStoreFixture(servers: 1),
    MemcachedStoreFixture(servers: 3), DiscoveredStoreFixture(),
    TieredStoreFixture(before: SQLiteStoreFixture()),
    TieredStoreFixture(before: MemcachedStoreFixture(servers: 1)),
]

/// These and the one that keeps nothing, for what holds even then.
let allStoresAndNone = allStores + [NullStoreFixture()]

/// Stores in memory, of a few megabytes.
struct MemoryStoreFixture: StoreFixture {
    var testDescription: String { "memory" }
    var tooManyBytes: Int { 9 << 20 }

    func withStores(
        defaultTimeout: Duration, _ body: (any CacheStore, any CacheStore) async throws -> Void
    ) async throws {
        try await body(
            MemoryStore(capacity: 8 << 20, defaultTimeout: defaultTimeout),
            MemoryStore(capacity: 8 << 20, defaultTimeout: defaultTimeout))
    }
}
