import RenderCache

/// The store that keeps nothing: it has nothing to share.
struct NullStoreFixture: StoreFixture {
    var testDescription: String { "null" }
    var tooManyBytes: Int { 1 }

    func withStores(
        defaultTimeout: Duration, _ body: (any CacheStore, any CacheStore) async throws -> Void
    ) async throws {
        try await body(NullStore(), NullStore())
    }
}
